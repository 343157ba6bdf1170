/* SPDX-License-Identifier: MIT */
/* A shell takes the quotes away that a launch line needs: `location="a b"` arrives as one argument
 * with a bare space in it. Here the line is put together again, so that what was one word for the
 * shell stays one value. */
#include <weir/launch/argv.h>

#include <weir/launch/lexer-private.h>
#include <weir/launch/writer.h>

#include <string.h>

/* The equals sign of `name=value`, or NULL. */
static const char *
find_equals (const char *argument)
{
  const char *at = argument;

  if (!weir_launch_is_name_start (*at) && *at != '@')
    return NULL;
  at++;
  while (weir_launch_is_name_char (*at))
    at++;
  return *at == '=' ? at : NULL;
}

static gboolean
has_space (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isspace (*text))
      return TRUE;
  return FALSE;
}

/* Whether the value comes with quotes of its own, which the parser takes away. */
static gboolean
is_quoted (const char *value)
{
  const WeirLaunchLexer lexer = { .line = value, .length = strlen (value) };

  return (*value == '"' || *value == '\'') && lexer.length >= 2
         && weir_launch_lexer_find_quote (&lexer, 0) == lexer.length - 1;
}

static void
append_value (GString *line, const char *value)
{
  const gboolean lone_sign = strcmp (value, "!") == 0 || strcmp (value, ")") == 0;
  const gboolean is_word =
    *value != '\0' && *value != '"' && *value != '\'' && !lone_sign && !has_space (value);

  if (is_word || is_quoted (value)) {
    g_string_append (line, value);
    return;
  }
  g_autofree char *plain = g_malloc (strlen (value) + 1);
  weir_launch_unescape (value, strlen (value), TRUE, plain);
  weir_launch_write_value (line, plain);
}

static gboolean
is_uri (const char *argument)
{
  const gsize n = strspn (argument, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789+-.");

  return *argument == '/' || g_str_has_prefix (argument, "./") || g_str_has_prefix (argument, "../")
         || (n > 0 && g_str_has_prefix (argument + n, "://"));
}

static void
append_uri (GString *line, const char *uri)
{
  for (; *uri != '\0'; uri++) {
    if (g_ascii_isspace (*uri))
      g_string_append_c (line, '\\');
    g_string_append_c (line, *uri);
  }
}

/**
 * weir_launch_join_argv:
 * @argv: (array zero-terminated=1): arguments, without the program's name and options
 *
 * Puts the arguments of a program together to the launch line that was meant. A single argument is
 * taken as a whole line. Of several, one of the form `name=value` keeps its value in one piece,
 * with white space in it or empty, and a URI likewise; all others are taken as they are.
 *
 * Thread: any
 *
 * Returns: (transfer full): the line; it is empty if there is no argument
 */
char *
weir_launch_join_argv (const char *const *argv)
{
  g_return_val_if_fail (argv != NULL, NULL);

  GString *line = g_string_new (argv[0] != NULL && argv[1] == NULL ? argv[0] : NULL);
  if (line->len > 0)
    return g_string_free (line, FALSE);

  for (gsize i = 0; argv[i] != NULL; i++) {
    const char *equals = find_equals (argv[i]);
    if (i > 0)
      g_string_append_c (line, ' ');
    if (equals != NULL) {
      g_string_append_len (line, argv[i], equals + 1 - argv[i]);
      append_value (line, equals + 1);
    } else if (is_uri (argv[i])) {
      append_uri (line, argv[i]);
    } else {
      g_string_append (line, argv[i]);
    }
  }
  return g_string_free (line, FALSE);
}
