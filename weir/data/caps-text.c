/* SPDX-License-Identifier: MIT */
/* Caps to and from text: `name(features), field=(type)value, ...; name, ...` */
#include <weir/base/error.h>
#include <weir/data/caps-private.h>

#include <string.h>

static void
write_caps (WeirWriter *writer, const WeirCaps *caps)
{
  if (caps->any || caps->n == 0)
    g_string_append (writer->out, caps->any ? "ANY" : "EMPTY");
  for (guint i = 0; i < caps->n; i++) {
    const WeirCapsFeatures *features = weir_caps_features_at (caps, i);

    if (i > 0)
      g_string_append (writer->out, "; ");
    g_string_append (writer->out, caps->entries[i].structure->name);
    if (!weir_caps_features_are_system_memory (features)) {
      g_string_append_c (writer->out, '(');
      weir_caps_features_write (writer->out, features);
      g_string_append_c (writer->out, ')');
    }
    weir_writer_fields (writer, caps->entries[i].structure);
  }
}

/* Writes caps that are the value of a field: in brackets, or quoted. */
void
weir_writer_caps (WeirWriter *writer, gconstpointer caps)
{
  WeirWriter quoted = *writer;

  if (!caps) {
    g_string_append (writer->out, "NULL");
    writer->failed = TRUE;
    return;
  }
  if (!writer->quoted) {
    g_string_append_c (writer->out, '[');
    write_caps (writer, caps);
    g_string_append_c (writer->out, ']');
    return;
  }
  quoted.out = g_string_new (NULL);
  write_caps (&quoted, caps);
  weir_writer_string (writer, quoted.out->str);
  writer->failed |= quoted.failed;
  g_string_free (quoted.out, TRUE);
}

/**
 * weir_caps_serialize:
 * @caps: caps
 * @flags: how, see #WeirSerializeFlags
 *
 * Writes caps as text.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if %WEIR_SERIALIZE_FLAG_STRICT was asked
 *   for and a value has no text
 */
char *
weir_caps_serialize (const WeirCaps *caps, WeirSerializeFlags flags)
{
  WeirWriter writer = { .quoted = (flags & WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT) != 0 };

  g_return_val_if_fail (caps != NULL, NULL);
  writer.out = g_string_new (NULL);
  write_caps (&writer, caps);
  if (writer.failed && (flags & WEIR_SERIALIZE_FLAG_STRICT)) {
    g_string_free (writer.out, TRUE);
    return NULL;
  }
  return g_string_free (writer.out, FALSE);
}

/**
 * weir_caps_to_string:
 * @caps: caps
 *
 * Writes caps as text, for people and for weir_caps_from_string(). What has no text is written as
 * `NULL`.
 *
 * Thread: any
 *
 * Returns: (transfer full): the text
 */
char *
weir_caps_to_string (const WeirCaps *caps)
{
  return weir_caps_serialize (caps, WEIR_SERIALIZE_FLAG_NONE);
}

/* A name that stands for all formats, or for none. */
static gboolean
add_all_or_none (WeirCaps *caps, const char *name)
{
  if (strcmp (name, "ANY") == 0)
    caps->any = TRUE;
  return caps->any || strcmp (name, "EMPTY") == 0 || strcmp (name, "NONE") == 0;
}

/* `name(features), field=value, ...`; FALSE on an error. */
static gboolean
read_entry (WeirReader *reader, WeirCaps *caps)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (WeirStructure) structure = NULL;
  g_autoptr (WeirCapsFeatures) features = NULL;
  const char *expected;

  if (!weir_reader_name (reader, name))
    return FALSE;
  structure = weir_structure_new_empty (name->str);
  if (weir_reader_accept (reader, '(')) {
    expected = weir_caps_features_read (reader, &features);
    if (!expected && !weir_reader_accept (reader, ')'))
      expected = "\",\" or \")\" after a feature";
    if (expected)
      return weir_reader_fail (reader, expected);
    if (weir_caps_features_are_system_memory (features))
      g_clear_pointer (&features, weir_caps_features_free);
  }
  if (!weir_reader_fields (reader, structure))
    return FALSE;
  if (structure->n > 0 || features || !add_all_or_none (caps, name->str))
    weir_caps_put (caps, g_steal_pointer (&structure), g_steal_pointer (&features));
  return TRUE;
}

/* Caps up to @closer, which is left to be read; NULL on an error. */
gpointer
weir_reader_caps (WeirReader *reader, char closer)
{
  g_autoptr (WeirCaps) caps = weir_caps_new_empty ();

  do {
    weir_reader_skip_space (reader);
    if (*reader->at == closer)
      break;
    if (caps->n == WEIR_CAPS_MAX_STRUCTURES) {
      g_set_error (&reader->error, WEIR_ERROR, WEIR_ERROR_LIMIT,
                   "at character %ld: more than %d alternatives",
                   (long) (reader->at - reader->start) + 1, WEIR_CAPS_MAX_STRUCTURES);
      return NULL;
    }
    if (!read_entry (reader, caps))
      return NULL;
  } while (weir_reader_accept (reader, ';'));
  weir_reader_skip_space (reader);
  if (*reader->at != closer) {
    weir_reader_fail (reader, "\",\" and a field, \";\" and another alternative, or the end");
    return NULL;
  }
  while (caps->any && caps->n > 0)
    weir_caps_drop_nth (caps, caps->n - 1);
  return g_steal_pointer (&caps);
}

/**
 * weir_caps_from_string_checked:
 * @string: the text
 * @error: where an error goes
 *
 * Reads caps, as in `video/x-raw, width=640, framerate=[1/1, 60/1]; image/jpeg`. Types may be left
 * out where they can be guessed. `ANY` and `EMPTY` (or nothing) stand for all and no formats.
 *
 * Thread: any
 *
 * Returns: (transfer full): the caps, or %NULL with an error that says where the text is wrong and
 *   what was expected there
 */
WeirCaps *
weir_caps_from_string_checked (const char *string, GError **error)
{
  WeirReader reader = { string, string, 0, NULL };
  WeirCaps *caps;

  g_return_val_if_fail (string != NULL, NULL);
  caps = weir_reader_caps (&reader, '\0');
  if (!caps)
    g_propagate_prefixed_error (error, reader.error, "Not caps: ");
  return caps;
}

/**
 * weir_caps_from_string:
 * @string: the text
 *
 * As weir_caps_from_string_checked(), without the reason.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the caps, or %NULL if the text is none
 */
WeirCaps *
weir_caps_from_string (const char *string)
{
  return weir_caps_from_string_checked (string, NULL);
}
