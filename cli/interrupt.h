/* SPDX-License-Identifier: MIT */
/* Ctrl-C, and what else asks a program to end, as something that can be polled. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* This one ends the program, whatever it does. */
#define CLI_INTERRUPT_LAST 4

/* From now on SIGINT, SIGTERM and SIGHUP don't end the program but are counted. FALSE: the system
 * has no descriptor left; they end the program as ever. */
gboolean cli_interrupt_begin (void);
/* As before; the program that is started next finds them as they were. */
void cli_interrupt_end (void);

/* Readable when one has come that cli_interrupt_take () has not seen. */
int cli_interrupt_fd (void);
/* How many have come since the last call. */
guint cli_interrupt_take (void);

G_END_DECLS
