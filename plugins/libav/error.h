/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What FFmpeg's libraries complain of. They say the useful part ("moov atom not found") only in
 * their log, and return a number: this keeps the last line for the thread that called them, and
 * keeps their log off the terminal. Thread: any */

/* Called before anything else of the libraries; any number of times. */
void weir_libav_init (void);

/* Forgets what was said in this thread. */
void weir_libav_forget (void);

/* The last complaint in this thread since weir_libav_forget (), without line end; "" if none. Valid
 * until the next call of the libraries in this thread. */
const char *weir_libav_complaint (void);

/* Sets @error: the sentence that @format gives, then what @averror means and what was complained
 * of. @averror may be 0. */
void weir_libav_set_error (GError **error, GQuark domain, int code, int averror, const char *format,
                           ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
