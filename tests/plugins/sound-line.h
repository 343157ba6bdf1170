/* SPDX-License-Identifier: MIT */
/* Samples through a line of elements and out again: `appsrc ! LINE ! appsink`. */
#pragma once

#include <weir/bases/app-sink.h>
#include <weir/bases/app-src.h>
#include <weir/data/audio-meta.h>
#include <weir/weir.h>

typedef struct {
  WeirElement *pipeline;
  WeirElement *src, *sink;
  WeirAudioInfo info; /* of what goes in */
} SoundLine;

/* Plays, from caps given as text. */
void sound_line_begin (SoundLine *self, const char *caps, const char *line);
/* Other caps from the next buffer on. */
void sound_line_set_caps (SoundLine *self, const char *caps);
void sound_line_push (SoundLine *self, gconstpointer data, gsize bytes, WeirClockTime pts);
void sound_line_push_buffer (SoundLine *self, WeirBuffer *buffer);
/* The next output; NULL at the end. (transfer full) */
WeirBuffer *sound_line_pull (SoundLine *self, WeirAudioInfo *info);
/* Ends the stream, and gives all the samples that are left, one after the other. (transfer full) */
GByteArray *sound_line_finish (SoundLine *self);
/* The text of the error that comes. (transfer full) */
char *sound_line_fail (SoundLine *self);
void sound_line_end (SoundLine *self);
