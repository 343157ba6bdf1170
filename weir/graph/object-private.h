/* SPDX-License-Identifier: MIT */
#pragma once

#include <pthread.h>
#include <weir/graph/object.h>

G_BEGIN_DECLS

/* "fakesink" -> "fakesink0", counted for the whole process. Thread: any. */
char *weir_object_make_name (const char *stem);
/* The parent without a reference: for who knows that it stays (holds the strand, or walks up from a child it owns). */
WeirObject *weir_object_peek_parent (WeirObject *object);

G_END_DECLS
