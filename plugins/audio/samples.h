/* SPDX-License-Identifier: MIT */
/* Samples that libswresample doesn't know, made into ones that it does, and back. Without loss. */
#pragma once

#include <weir/data/audio-format.h>

G_BEGIN_DECLS

/* The format that stands for this one: itself, the same in the machine's byte order, or 32-bit integers. */
WeirAudioFormat weir_audio_mate (WeirAudioFormat format);

/* `n` samples of `f` into its mate's, one after the other. */
void weir_audio_to_mate (const WeirAudioFormatInfo *f, const guint8 *from, guint8 *to, gsize n);
/* Bits below the depth are dropped. */
void weir_audio_from_mate (const WeirAudioFormatInfo *f, const guint8 *from, guint8 *to, gsize n);

/* 32-bit integers, with the meaning in the high bits, into any format of integers. */
void weir_audio_pack_integers (const WeirAudioFormatInfo *f, const gint32 *from, guint8 *to,
                               gsize n);

G_END_DECLS
