/* SPDX-License-Identifier: MIT */
/* Elements that make graphs hard: one looks ahead, one takes from all its inputs at a time, one waits for a descriptor. */
#pragma once

#include <weir/graph/element-private.h>

/* Property `holds`: so many buffers stay inside until more come, or EOS, as in an encoder that looks ahead. */
GType shape_delay_get_type (void);
/* Takes one buffer of each input that hasn't ended, and gives one: its `offset` counts. */
GType shape_mixer_get_type (void);
/* A source that waits for a descriptor: a buffer for each byte that comes, EOS when the other end is closed. */
GType shape_socket_get_type (void);
/* The other end. Owned by the caller. */
int shape_socket_open (WeirElement *element);
