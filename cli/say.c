/* SPDX-License-Identifier: MIT */
/* One place where words for people get their form and their colour. */
#include <cli/say.h>

#include <weir/base/error.h>
#include <weir/base/redact.h>

#include <string.h>
#include <unistd.h>

#define RED "\x1b[1;31m"
#define YELLOW "\x1b[1;33m"
#define FAINT "\x1b[2m"
#define PLAIN "\x1b[0m"

static gboolean
has_colour (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");

  return isatty (STDERR_FILENO) && (no_colour == NULL || *no_colour == '\0')
         && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

char *
cli_say_format (const char *word, const char *where, const GError *error)
{
  GString *text = g_string_new (word);
  const char *hint = error->domain == WEIR_ERROR ? weir_error_get_hint (error) : NULL;
  g_autofree char *message = weir_redact (error->message, NULL, 0);

  g_string_append (text, ": ");
  if (where != NULL && strstr (message, where) == NULL)
    g_string_append_printf (text, "%s: ", where);
  g_string_append (text, message);
  if (text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  if (hint != NULL && strstr (error->message, hint) == NULL) {
    g_autofree char *redacted = weir_redact (hint, NULL, 0);
    g_string_append_printf (text, "%s\n", redacted);
  }
  return g_string_free (text, FALSE);
}

/* The word in front is coloured, the rest stays readable on any background. */
static void
say (const char *colour, const char *text)
{
  const char *colon = strchr (text, ':');

  if (has_colour () && colon != NULL)
    g_printerr ("%s%.*s" PLAIN "%s", colour, (int) (colon + 1 - text), text, colon + 1);
  else
    g_printerr ("%s", text);
}

void
cli_say_error (const char *where, const GError *error)
{
  g_autofree char *text = cli_say_format ("Error", where, error);

  say (RED, text);
}

void
cli_say_warning (const char *where, const GError *error)
{
  g_autofree char *text = cli_say_format ("Warning", where, error);

  say (YELLOW, text);
}

void
cli_say_note (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *text = g_strdup_printf ("Note: %s\n", message);
  say (FAINT, text);
}
