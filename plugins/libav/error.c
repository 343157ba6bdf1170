/* SPDX-License-Identifier: MIT */
/* Turns what FFmpeg's libraries say (a number, and a line in their own log) into errors that a
 * person can act on, and their log into ours. */
#include "error.h"

#include <libavutil/error.h>
#include <libavutil/log.h>
#include <string.h>
#include <weir/base/log.h>

WEIR_LOG_TOPIC ("libav");

#define COMPLAINT_BYTES 256

static _Thread_local char complaint[COMPLAINT_BYTES];

/* The libraries call it in any of their threads. Only what the caller's thread says is kept. */
static void
log_cb (void *object, int level, const char *format, va_list args)
{
  char line[COMPLAINT_BYTES];
  gsize n;

  if (level > AV_LOG_WARNING)
    return;
  g_vsnprintf (line, sizeof line, format, args);
  for (n = strlen (line); n > 0 && g_ascii_isspace (line[n - 1]); n--)
    line[n - 1] = '\0';
  if (n == 0)
    return;
  if (level <= AV_LOG_ERROR)
    memcpy (complaint, line, sizeof complaint);
  WEIR_LOG_DEBUG (NULL, "%s: %s", object != NULL ? av_default_item_name (object) : "ffmpeg", line);
}

void
weir_libav_init (void)
{
  static gsize done;

  if (g_once_init_enter (&done)) {
    av_log_set_callback (log_cb);
    g_once_init_leave (&done, 1);
  }
}

void
weir_libav_forget (void)
{
  complaint[0] = '\0';
}

const char *
weir_libav_complaint (void)
{
  return complaint;
}

void
weir_libav_set_error (GError **error, GQuark domain, int code, int averror, const char *format, ...)
{
  g_autoptr (GString) text = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  if (averror != 0) {
    char meaning[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror (averror, meaning, sizeof meaning);
    g_string_append_printf (text, ": %s", meaning);
  }
  if (complaint[0] != '\0')
    g_string_append_printf (text, " (%s)", complaint);
  g_set_error_literal (error, domain, code, text->str);
}
