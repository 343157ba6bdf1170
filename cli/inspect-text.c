/* SPDX-License-Identifier: MIT */
/* `weir inspect` for people: what there is, and all about one of it. */
#include <cli/inspect.h>

#include <weir/data/caps-features.h>
#include <weir/data/structure.h>
#include <weir/data/value.h>

#include <string.h>

#define MAX_NAME_COLUMNS 24
/* Where the right column of a table begins that has labels on its left. */
#define LABEL_COLUMNS 14

/* (nullable) Text, or nothing at all. */
static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static const char *
find_break (const char *text, glong n_columns)
{
  const char *end = text, *space = NULL;

  for (glong i = 0; *end != '\0' && i <= n_columns; i++, end = g_utf8_next_char (end)) {
    if (*end == ' ')
      space = end;
  }
  if (*end == '\0' && g_utf8_strlen (text, -1) <= n_columns)
    return end;
  if (space != NULL && space != text)
    return space;
  const char *next = strchr (text + 1, ' ');
  return next != NULL ? next : text + strlen (text);
}

void
cli_inspect_wrap (GString *out, const char *text, guint indent, guint n_columns)
{
  const glong width = n_columns > indent + 20 ? (glong) (n_columns - indent) : 20;

  while (*text != '\0') {
    const char *end = find_break (text, width);
    g_string_append_len (out, text, end - text);
    g_string_append_c (out, '\n');
    for (text = end; *text == ' ';)
      text++;
    if (*text != '\0')
      g_string_append_printf (out, "%*s", (int) indent, "");
  }
}

static void
add_row (GString *out, guint indent, guint width, const char *label, const char *text,
         guint n_columns)
{
  if (or_null (text) == NULL)
    return;
  g_string_append_printf (out, "%*s%-*s", (int) indent, "", (int) width, label);
  /* A label that is too long has the line to itself. */
  if (strlen (label) >= width)
    g_string_append_printf (out, "\n%*s", (int) (indent + width), "");
  cli_inspect_wrap (out, text, indent + width, n_columns);
}

/* --- lists -------------------------------------------------------------------------------------- */

static void
add_elements (GString *out, const GPtrArray *elements, guint n_columns)
{
  gsize width = 0;

  for (guint i = 0; i < elements->len; i++)
    width = MAX (width, strlen (WEIR_OBJECT_NAME (elements->pdata[i])));
  width = MIN (width, MAX_NAME_COLUMNS) + 2;
  for (guint i = 0; i < elements->len; i++) {
    const char *summary =
      weir_element_factory_get_metadata (elements->pdata[i], WEIR_ELEMENT_METADATA_DESCRIPTION);
    add_row (out, 2, (guint) width, WEIR_OBJECT_NAME (elements->pdata[i]),
             or_null (summary) != NULL ? summary : "-", n_columns);
  }
}

static void
add_count (GString *out, guint n, const char *thing)
{
  g_string_append_printf (out, "%u %s%s", n, thing, n == 1 ? "" : "s");
}

char *
cli_inspect_format_list (guint n_columns)
{
  g_autoptr (GPtrArray) plugins = cli_inspect_list_plugins ();
  g_autoptr (GPtrArray) all = cli_inspect_list_elements (NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < plugins->len; i++) {
    g_autoptr (GPtrArray) elements = cli_inspect_list_elements (plugins->pdata[i]);
    if (elements->len == 0)
      continue;
    g_string_append_printf (out, "%s: %s (", weir_plugin_get_name (plugins->pdata[i]),
                            weir_plugin_get_description (plugins->pdata[i]));
    add_count (out, elements->len, "element");
    g_string_append (out, ")\n");
    add_elements (out, elements, n_columns);
    g_string_append_c (out, '\n');
  }
  add_count (out, all->len, "element");
  g_string_append (out, " in ");
  add_count (out, plugins->len, "plugin");
  g_string_append (out, "; `weir inspect NAME` shows one\n");
  return g_string_free (out, FALSE);
}

char *
cli_inspect_format_plugin (WeirPlugin *plugin, guint n_columns)
{
  g_autoptr (GPtrArray) elements = cli_inspect_list_elements (plugin);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s: %s\n\n", weir_plugin_get_name (plugin),
                          weir_plugin_get_description (plugin));
  add_row (out, 2, LABEL_COLUMNS, "File", weir_plugin_get_filename (plugin), n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Version", weir_plugin_get_version (plugin), n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Licence", weir_plugin_get_license (plugin), n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Source", weir_plugin_get_source (plugin), n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Package", weir_plugin_get_package (plugin), n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Origin", weir_plugin_get_origin (plugin), n_columns);
  g_string_append_c (out, '\n');
  add_count (out, elements->len, "element");
  g_string_append_c (out, '\n');
  add_elements (out, elements, n_columns);
  return g_string_free (out, FALSE);
}

/* Values of caps without the types that they are written with: "{ I420, NV12 }". */
static char *
plain_value (const GValue *value)
{
  static const char *const types[] = {
    "(string)", "(int)",     "(fraction)", "(boolean)",
    "(double)", "(bitmask)", "(guint64)",  "(gint64)",
  };
  g_autofree char *typed = weir_value_serialize (value);
  GString *text = g_string_new (typed);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_string_replace (text, types[i], "", 0);
  return g_string_free (text, FALSE);
}

/* --- pads --------------------------------------------------------------------------------------- */

static void
add_structure (GString *out, const WeirCaps *caps, guint index, guint n_columns)
{
  const WeirStructure *structure = weir_caps_get_structure (caps, index);
  const WeirCapsFeatures *features = weir_caps_get_features (caps, index);
  const int n_fields = weir_structure_n_fields (structure);
  g_autofree char *in =
    features != NULL
        && !weir_caps_features_is_equal (features, weir_caps_features_memory_system_memory ())
      ? weir_caps_features_to_string (features)
      : NULL;

  g_string_append_printf (out, "    %s", weir_structure_get_name (structure));
  if (in != NULL)
    g_string_append_printf (out, "(%s)", in);
  g_string_append_c (out, '\n');
  for (int i = 0; i < n_fields; i++) {
    const char *name = weir_structure_nth_field_name (structure, (guint) i);
    g_autofree char *text = plain_value (weir_structure_get_value (structure, name));
    add_row (out, 6, LABEL_COLUMNS + 2, name, text, n_columns);
  }
}

static void
add_pad (GString *out, WeirStaticPadTemplate *pad, guint n_columns)
{
  static const char *const presences[] = {
    [WEIR_PAD_ALWAYS] = "always there",
    [WEIR_PAD_SOMETIMES] = "comes with the data",
    [WEIR_PAD_REQUEST] = "made on request",
  };
  g_autoptr (WeirCaps) caps = weir_static_pad_template_get_caps (pad);

  g_string_append_printf (out, "  %s: %s, %s\n", pad->name_template,
                          pad->direction == WEIR_PAD_SRC ? "source" : "sink",
                          presences[pad->presence]);
  if (caps == NULL || weir_caps_is_any (caps))
    g_string_append (out, "    any caps\n");
  else if (weir_caps_is_empty (caps))
    g_string_append (out, "    no caps\n");
  else
    for (guint i = 0; i < weir_caps_get_size (caps); i++)
      add_structure (out, caps, i, n_columns);
}

static void
add_pads (GString *out, WeirElementFactory *factory, guint n_columns)
{
  const GList *pads = weir_element_factory_get_static_pad_templates (factory);

  g_string_append (out, pads != NULL ? "\nPads\n" : "\nPads: none\n");
  for (; pads != NULL; pads = pads->next)
    add_pad (out, pads->data, n_columns);
}

/* --- properties --------------------------------------------------------------------------------- */

const char *
cli_inspect_type_name (const WeirFactoryProperty *property)
{
  static const struct {
    const char *type;
    const char *name;
  } names[] = {
    { "gboolean", "boolean" },        { "gint", "integer" },          { "guint", "integer" },
    { "gint64", "integer" },          { "guint64", "integer" },       { "gfloat", "number" },
    { "gdouble", "number" },          { "gchararray", "string" },     { "WeirCaps", "caps" },
    { "WeirStructure", "structure" }, { "WeirFraction", "fraction" }, { "WeirTagList", "tags" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (property->type, names[i].type))
      return names[i].name;
  return property->type;
}

/* A range that the type has anyway says nothing. */
static gboolean
has_range (const WeirFactoryProperty *property)
{
  static const char *const whole[][2] = {
    { "-2147483648", "2147483647" },
    { "0", "4294967295" },
    { "-9223372036854775808", "9223372036854775807" },
    { "0", "18446744073709551615" },
  };

  if (property->n_values > 0 || g_str_equal (property->type, "gboolean")
      || or_null (property->minimum) == NULL || or_null (property->maximum) == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (g_str_equal (property->minimum, whole[i][0])
        && g_str_equal (property->maximum, whole[i][1]))
      return FALSE;
  return TRUE;
}

/* "integer from -1 to 2147483647, by itself -1; can't be changed while it plays" */
static void
add_kind (GString *out, const WeirFactoryProperty *property)
{
  g_string_append (out, property->n_values > 0 ? "one of the values below"
                                               : cli_inspect_type_name (property));
  if (has_range (property))
    g_string_append_printf (out, " from %s to %s", property->minimum, property->maximum);
  if (or_null (property->default_value) != NULL)
    g_string_append_printf (out, ", by itself %s", property->default_value);
  if ((property->flags & WEIR_PROP_READ_ONLY) != 0)
    g_string_append (out, "; can only be read");
  else if ((property->flags & WEIR_PROP_CONSTRUCT_ONLY) != 0)
    g_string_append (out, "; only when it is made");
  else if ((property->flags & WEIR_PROP_LIVE) == 0)
    g_string_append (out, "; not while it plays");
  if ((property->flags & WEIR_PROP_WRITE_ONLY) != 0)
    g_string_append (out, "; can't be read");
}

static void
add_values (GString *out, const WeirFactoryProperty *property, guint indent, guint n_columns)
{
  gsize width = 0;

  for (guint i = 0; i < property->n_values; i++)
    width = MAX (width, strlen (property->values[i].nick));
  width = MIN (width, MAX_NAME_COLUMNS) + 2;
  for (guint i = 0; i < property->n_values; i++) {
    const WeirFactoryValue *value = &property->values[i];
    g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, value->value);
    g_autofree char *name =
      or_null (value->name) != NULL && g_ascii_strcasecmp (value->name, value->nick) != 0
        ? g_strdup_printf ("%-4s %s", number, value->name)
        : g_strdup (number);
    add_row (out, indent, (guint) width, value->nick, name, n_columns);
  }
}

static void
add_properties (GString *out, WeirElementFactory *factory, guint n_columns)
{
  guint n;
  const WeirFactoryProperty *all = weir_element_factory_get_properties (factory, &n);
  gsize width = 0;

  g_string_append (out, n > 0 ? "\nProperties\n" : "\nProperties: none\n");
  for (guint i = 0; i < n; i++)
    width = MAX (width, strlen (all[i].name));
  width = MIN (width, MAX_NAME_COLUMNS) + 2;
  for (guint i = 0; i < n; i++) {
    g_autoptr (GString) kind = g_string_new (NULL);
    /* Which bin it is in is not for setting. */
    if (g_str_equal (all[i].name, "parent"))
      continue;
    add_row (out, 2, (guint) width, all[i].name,
             or_null (all[i].blurb) != NULL ? all[i].blurb : "-", n_columns);
    add_kind (kind, &all[i]);
    g_string_append_printf (out, "%*s", (int) width + 2, "");
    cli_inspect_wrap (out, kind->str, (guint) width + 2, n_columns);
    add_values (out, &all[i], (guint) width + 4, n_columns);
  }
}

/* --- one element -------------------------------------------------------------------------------- */

static void
add_signals (GString *out, WeirElementFactory *factory, guint n_columns)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) signals = cli_inspect_list_signals (factory, &error);

  if (signals == NULL) {
    g_string_append_printf (out, "\nSignals: unknown, because %s\n", error->message);
    return;
  }
  g_string_append (out, signals->len > 0 ? "\nSignals\n" : "\nSignals: none of its own\n");
  for (guint i = 0; i < signals->len; i++) {
    g_string_append (out, "  ");
    cli_inspect_wrap (out, signals->pdata[i], 4, n_columns);
  }
}

static void
add_rank (GString *out, WeirElementFactory *factory, guint n_columns)
{
  const guint rank = weir_plugin_feature_get_rank (WEIR_PLUGIN_FEATURE (factory));
  const char *word = rank >= WEIR_RANK_PRIMARY     ? "chosen first"
                     : rank >= WEIR_RANK_SECONDARY ? "chosen if there is no better one"
                     : rank >= WEIR_RANK_MARGINAL  ? "chosen if there is nothing else"
                                                   : "never chosen automatically";
  g_autofree char *text = g_strdup_printf ("%u: %s", rank, word);

  add_row (out, 2, LABEL_COLUMNS, "Rank", text, n_columns);
}

static void
add_head (GString *out, WeirElementFactory *factory, guint n_columns)
{
  g_autoptr (WeirPlugin) plugin = weir_plugin_feature_get_plugin (WEIR_PLUGIN_FEATURE (factory));
  const char *const *protocols = weir_element_factory_get_uri_protocols (factory);
  const char *name = WEIR_OBJECT_NAME (factory);
  const char *description =
    weir_element_factory_get_metadata (factory, WEIR_ELEMENT_METADATA_DESCRIPTION);
  const char *long_name =
    weir_element_factory_get_metadata (factory, WEIR_ELEMENT_METADATA_LONGNAME);
  const char *example = weir_element_factory_get_metadata (factory, WEIR_ELEMENT_METADATA_EXAMPLE);
  g_autofree char *call = example != NULL ? g_strdup_printf ("weir launch %s", example) : NULL;

  g_string_append_printf (out, "%s: ", name);
  cli_inspect_wrap (out, or_null (description) != NULL ? description : "-", 2, n_columns);
  g_string_append_c (out, '\n');
  if (g_strcmp0 (long_name, description) != 0)
    add_row (out, 2, LABEL_COLUMNS, "Name", long_name, n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Kind",
           weir_element_factory_get_metadata (factory, WEIR_ELEMENT_METADATA_KLASS), n_columns);
  add_rank (out, factory, n_columns);
  add_row (out, 2, LABEL_COLUMNS, "Author",
           weir_element_factory_get_metadata (factory, WEIR_ELEMENT_METADATA_AUTHOR), n_columns);
  if (plugin != NULL) {
    add_row (out, 2, LABEL_COLUMNS, "Plugin", weir_plugin_get_name (plugin), n_columns);
    add_row (out, 2, LABEL_COLUMNS, "File", weir_plugin_get_filename (plugin), n_columns);
    add_row (out, 2, LABEL_COLUMNS, "Licence", weir_plugin_get_license (plugin), n_columns);
  }
  if (protocols != NULL && protocols[0] != NULL) {
    g_autofree char *list = g_strjoinv (", ", (char **) protocols);
    add_row (out, 2, LABEL_COLUMNS, "URIs", list, n_columns);
  }
  /* In one line, to be copied. */
  add_row (out, 2, LABEL_COLUMNS, "Example", call, G_MAXINT);
}

char *
cli_inspect_format_element (WeirElementFactory *factory, guint n_columns)
{
  GString *out = g_string_new (NULL);

  add_head (out, factory, n_columns);
  add_pads (out, factory, n_columns);
  add_properties (out, factory, n_columns);
  add_signals (out, factory, n_columns);
  return g_string_free (out, FALSE);
}
