/* SPDX-License-Identifier: MIT */
/* Writes what a command was asked to put into a file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Replaces the file in one step, so that nobody ever sees half of it and a failure leaves the old
 * one as it was. "-" is standard output; what isn't an ordinary file (a pipe, a device) is written
 * to as it is. The message of an error names the path and the reason. */
gboolean cli_write_file (const char *path, const char *data, gsize n_bytes, GError **error);

G_END_DECLS
