/* SPDX-License-Identifier: MIT */
/* Structures to and from text: `name, field=(type)value, ...;` */
#include <weir/base/error.h>
#include <weir/data/structure-private.h>
#include <weir/data/value-private.h>

#include <string.h>

/* Writes `, field=(type)value` for each field. */
void
weir_writer_fields (WeirWriter *writer, const WeirStructure *structure)
{
  for (guint i = 0; i < structure->n; i++) {
    const WeirField *field = &structure->fields[i];

    g_string_append (writer->out, ", ");
    g_string_append (writer->out, field->name);
    g_string_append_c (writer->out, '=');
    weir_writer_typed_value (writer, &field->value);
  }
}

/* Writes a structure that is the value of a field: in brackets, or quoted. */
void
weir_writer_structure (WeirWriter *writer, gconstpointer structure)
{
  const WeirStructure *inner = structure;
  WeirWriter quoted = *writer;

  if (!inner) {
    g_string_append (writer->out, "NULL");
    writer->failed = TRUE;
    return;
  }
  if (!writer->quoted) {
    g_string_append_printf (writer->out, "[%s", inner->name);
    weir_writer_fields (writer, inner);
    g_string_append (writer->out, ";]");
    return;
  }
  quoted.out = g_string_new (inner->name);
  weir_writer_fields (&quoted, inner);
  g_string_append_c (quoted.out, ';');
  weir_writer_string (writer, quoted.out->str);
  writer->failed |= quoted.failed;
  g_string_free (quoted.out, TRUE);
}

/* `field=value`; FALSE on an error. */
static gboolean
read_field (WeirReader *reader, WeirStructure *structure)
{
  g_autoptr (GString) name = g_string_new (NULL);
  GValue value = G_VALUE_INIT;
  const char *at;

  weir_reader_skip_space (reader);
  at = reader->at;
  if (*at == '"' || !weir_reader_string (reader, name, NULL)
      || !weir_field_name_is_valid (name->str)) {
    g_clear_error (&reader->error);
    reader->at = at;
    return weir_reader_fail (reader, "the name of a field");
  }
  if (!weir_reader_accept (reader, '='))
    return weir_reader_fail (reader, "\"=\" after the name of a field");
  if (!weir_reader_value (reader, G_TYPE_INVALID, &value))
    return FALSE;
  weir_structure_put (structure, name->str, &value);
  return TRUE;
}

/* `, field=value, ...` until something else than a comma. */
gboolean
weir_reader_fields (WeirReader *reader, WeirStructure *structure)
{
  while (weir_reader_accept (reader, ',')) {
    weir_reader_skip_space (reader);
    if (*reader->at == '\0' || *reader->at == ';')
      break;
    if (!read_field (reader, structure))
      return FALSE;
  }
  return TRUE;
}

/* The name with which a structure begins, in @name. */
gboolean
weir_reader_name (WeirReader *reader, GString *name)
{
  const char *at;

  weir_reader_skip_space (reader);
  at = reader->at;
  if (!weir_reader_string (reader, name, NULL) || !weir_structure_name_is_valid (name->str)) {
    g_clear_error (&reader->error);
    reader->at = at;
    return weir_reader_fail (reader, "a name that begins with a letter");
  }
  return TRUE;
}

/* A structure, up to what ends it. */
gpointer
weir_reader_structure (WeirReader *reader)
{
  g_autoptr (WeirStructure) structure = NULL;
  g_autoptr (GString) name = g_string_new (NULL);

  if (!weir_reader_name (reader, name))
    return NULL;
  structure = weir_structure_new_empty (name->str);
  if (!weir_reader_fields (reader, structure))
    return NULL;
  return g_steal_pointer (&structure);
}

/**
 * weir_structure_from_string_checked:
 * @string: the text
 * @error: where an error goes
 *
 * Reads a structure, as weir_structure_to_string() writes it. Types may be left out where they
 * can be guessed, as in `shot, number=5, rate=30/1`.
 *
 * Thread: any
 *
 * Returns: (transfer full): the structure, or %NULL with an error that says where the text is
 *   wrong and what was expected there
 */
WeirStructure *
weir_structure_from_string_checked (const char *string, GError **error)
{
  WeirReader reader = { string, string, 0, NULL };
  g_autoptr (WeirStructure) structure = NULL;

  g_return_val_if_fail (string != NULL, NULL);
  structure = weir_reader_structure (&reader);
  if (structure) {
    weir_reader_accept (&reader, ';');
    weir_reader_skip_space (&reader);
    if (*reader.at != '\0')
      weir_reader_fail (&reader, "\",\" and a field, or the end");
  }
  if (reader.error) {
    g_propagate_prefixed_error (error, reader.error, "Not a structure: ");
    return NULL;
  }
  return g_steal_pointer (&structure);
}

/**
 * weir_structure_new_from_string: (constructor)
 * @string: the text
 *
 * As weir_structure_from_string_checked(), without the reason.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the structure, or %NULL if the text is none
 */
WeirStructure *
weir_structure_new_from_string (const char *string)
{
  return weir_structure_from_string_checked (string, NULL);
}

/**
 * weir_structure_from_string: (constructor)
 * @string: the text
 * @end: (out) (optional) (transfer none): where the structure ends in @string
 *
 * Reads the structure with which a text begins.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the structure, or %NULL if the text begins with none
 */
WeirStructure *
weir_structure_from_string (const char *string, char **end)
{
  WeirReader reader = { string, string, 0, NULL };
  WeirStructure *structure;

  g_return_val_if_fail (string != NULL, NULL);
  structure = weir_reader_structure (&reader);
  g_clear_error (&reader.error);
  if (!structure)
    return NULL;
  if (!weir_reader_accept (&reader, ';') && *reader.at != '\0') {
    weir_structure_free (structure);
    return NULL;
  }
  if (end)
    *end = (char *) reader.at;
  return structure;
}

/**
 * weir_structure_serialize:
 * @structure: a structure
 * @flags: how, see #WeirSerializeFlags
 *
 * Writes a structure as text.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if %WEIR_SERIALIZE_FLAG_STRICT was asked
 *   for and a value has no text
 */
char *
weir_structure_serialize (const WeirStructure *structure, WeirSerializeFlags flags)
{
  WeirWriter writer = { .quoted = (flags & WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT) != 0 };

  g_return_val_if_fail (structure != NULL, NULL);
  writer.out = g_string_new (structure->name);
  weir_writer_fields (&writer, structure);
  g_string_append_c (writer.out, ';');
  if (writer.failed && (flags & WEIR_SERIALIZE_FLAG_STRICT)) {
    g_string_free (writer.out, TRUE);
    return NULL;
  }
  return g_string_free (writer.out, FALSE);
}

/**
 * weir_structure_to_string:
 * @structure: a structure
 *
 * Writes a structure as text, for people and for weir_structure_from_string(). What has no text is
 * written as `NULL`.
 *
 * Thread: any
 *
 * Returns: (transfer full): the text
 */
char *
weir_structure_to_string (const WeirStructure *structure)
{
  return weir_structure_serialize (structure, WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT);
}
