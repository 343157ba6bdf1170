/* SPDX-License-Identifier: MIT */
/* What a manifest says about one element, taken apart: texts, pads, properties. Elements that a program registers itself
 * go the same way, over the same text. */
#include <weir/registry/manifest-private.h>

#include <string.h>

#define MAX_FIELDS 64

static void
template_free (gpointer data)
{
  WeirStaticPadTemplate *templ = data;

  weir_static_caps_cleanup (&templ->static_caps);
  g_free (templ);
}

void
weir_element_details_free (WeirElementDetails *details)
{
  g_list_free_full (details->templates, template_free);
  g_ptr_array_unref (details->parents);
  g_ptr_array_unref (details->interfaces);
  g_ptr_array_unref (details->uri_protocols);
  g_array_unref (details->props);
  g_ptr_array_unref (details->values);
  g_free (details->text);
  g_free (details);
}

static gboolean
parse_direction (const char *text, WeirPadDirection *direction)
{
  if (strcmp (text, "src") == 0)
    *direction = WEIR_PAD_SRC;
  else if (strcmp (text, "sink") == 0)
    *direction = WEIR_PAD_SINK;
  else
    return FALSE;
  return TRUE;
}

static gboolean
parse_presence (const char *text, WeirPadPresence *presence)
{
  static const char *const names[] = {
    [WEIR_PAD_ALWAYS] = "always", [WEIR_PAD_SOMETIMES] = "sometimes", [WEIR_PAD_REQUEST] = "request"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (strcmp (text, names[i]) == 0) {
      *presence = (WeirPadPresence) i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_pad (WeirElementDetails *details, char **fields, guint n)
{
  WeirStaticPadTemplate templ = { 0 };

  if (n < 5 || !parse_direction (fields[2], &templ.direction)
      || !parse_presence (fields[3], &templ.presence))
    return FALSE;
  templ.name_template = fields[1];
  templ.static_caps.string = fields[4];
  details->templates = g_list_append (details->templates, g_memdup2 (&templ, sizeof templ));
  return TRUE;
}

static const char *
or_null (const char *text)
{
  return text[0] != '\0' ? text : NULL;
}

static gboolean
read_prop (WeirElementDetails *details, char **fields, guint n)
{
  WeirFactoryProperty prop = { 0 };
  guint64 flags;

  if (n < 8 || !weir_manifest_parse_u64 (fields[3], G_MAXUINT, &flags))
    return FALSE;
  prop.name = fields[1];
  prop.type = fields[2];
  prop.flags = (WeirPropFlags) flags;
  prop.minimum = or_null (fields[4]);
  prop.maximum = or_null (fields[5]);
  prop.default_value = or_null (fields[6]);
  prop.blurb = fields[7];
  g_array_append_val (details->props, prop);
  g_ptr_array_add (details->values, g_array_new (FALSE, FALSE, sizeof (WeirFactoryValue)));
  return TRUE;
}

static gboolean
read_value (WeirElementDetails *details, char **fields, guint n)
{
  WeirFactoryValue value;

  if (n < 4 || details->values->len == 0 || !weir_manifest_parse_i64 (fields[1], &value.value))
    return FALSE;
  value.nick = fields[2];
  value.name = fields[3];
  g_array_append_val (g_ptr_array_index (details->values, details->values->len - 1), value);
  return TRUE;
}

static gboolean
read_uri (WeirElementDetails *details, char **fields, guint n)
{
  WeirPadDirection direction;

  if (n < 2 || !parse_direction (fields[1], &direction))
    return FALSE;
  details->uri_type = direction == WEIR_PAD_SRC ? WEIR_URI_SRC : WEIR_URI_SINK;
  for (guint i = 2; i < n; i++)
    g_ptr_array_add (details->uri_protocols, fields[i]);
  return TRUE;
}

static gboolean
read_names (GPtrArray *names, char **fields, guint n)
{
  for (guint i = 1; i < n; i++)
    g_ptr_array_add (names, fields[i]);
  return TRUE;
}

static gboolean
read_text (const char **text, char **fields, guint n)
{
  if (n < 2)
    return FALSE;
  *text = fields[1];
  return TRUE;
}

static gboolean
read_line (WeirElementDetails *details, char **fields, guint n)
{
  const char *word = fields[0];

  if (strcmp (word, "element") == 0)
    return n >= 4 && read_text (&details->type_name, fields + 2, n - 2);
  if (strcmp (word, "long-name") == 0)
    return read_text (&details->long_name, fields, n);
  if (strcmp (word, "klass") == 0)
    return read_text (&details->klass, fields, n);
  if (strcmp (word, "description") == 0)
    return read_text (&details->description, fields, n);
  if (strcmp (word, "author") == 0)
    return read_text (&details->author, fields, n);
  if (strcmp (word, "example") == 0)
    return read_text (&details->example, fields, n);
  if (strcmp (word, "parents") == 0)
    return read_names (details->parents, fields, n);
  if (strcmp (word, "interfaces") == 0)
    return read_names (details->interfaces, fields, n);
  if (strcmp (word, "uri") == 0)
    return read_uri (details, fields, n);
  if (strcmp (word, "pad") == 0)
    return read_pad (details, fields, n);
  if (strcmp (word, "prop") == 0)
    return read_prop (details, fields, n);
  if (strcmp (word, "value") == 0)
    return read_value (details, fields, n);
  return TRUE; /* a later version may say more */
}

WeirElementDetails *
weir_element_details_parse (const char *text, gsize size, GError **error)
{
  WeirElementDetails *details = g_new0 (WeirElementDetails, 1);
  char *fields[MAX_FIELDS], *line, *end;
  gboolean complete = TRUE;
  guint n;

  details->text = g_strndup (text, size);
  details->type_name = details->long_name = details->klass = details->description = "";
  details->parents = g_ptr_array_new ();
  details->interfaces = g_ptr_array_new ();
  details->uri_protocols = g_ptr_array_new ();
  details->props = g_array_new (FALSE, FALSE, sizeof (WeirFactoryProperty));
  details->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  end = details->text + strlen (details->text);
  for (line = details->text; line != NULL && line < end;) {
    char *next = weir_manifest_split (line, end, fields, MAX_FIELDS, &n);

    complete = read_line (details, fields, n) && complete;
    line = next;
  }
  for (guint i = 0; i < details->props->len; i++) {
    GArray *values = g_ptr_array_index (details->values, i);
    WeirFactoryProperty *prop = &g_array_index (details->props, WeirFactoryProperty, i);

    prop->n_values = values->len;
    prop->values = (const WeirFactoryValue *) values->data;
  }
  g_ptr_array_add (details->parents, NULL);
  g_ptr_array_add (details->interfaces, NULL);
  g_ptr_array_add (details->uri_protocols, NULL);
  if (!complete)
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_SYNTAX,
                 "what the manifest says about the element is damaged");
  return details;
}
