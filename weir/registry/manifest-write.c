/* SPDX-License-Identifier: MIT */
/* Writing a manifest: from classes to text. It runs at build time, in the child that looks at foreign modules, and when a
 * program registers an element itself. */
#include <weir/graph/bin.h>
#include <weir/graph/element-private.h>
#include <weir/registry/manifest-private.h>
#include <weir/registry/manifest.h>
#include <weir/registry/registry-private.h>

#include <errno.h>
#include <string.h>

gboolean
weir_manifest_check_element (GType type, GError **error)
{
  const char *lack = NULL, *type_name = g_type_name (type);

  if (!g_type_is_a (type, WEIR_TYPE_ELEMENT) || G_TYPE_IS_ABSTRACT (type)) {
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_PLUGIN,
                 "%s is not a type of elements that can be made", type_name);
    return FALSE;
  }
  WeirElementClass *klass = g_type_class_ref (type);
  const WeirElementInfo *info = klass->info;

  if (info == NULL)
    lack = "an info table (weir_element_class_set_info () in its class_init)";
  else if (info->name == NULL || info->name[0] == '\0')
    lack = "a name";
  else if (info->klass == NULL || info->klass[0] == '\0')
    lack = "a klass, such as \"Filter/Effect/Video\"";
  else if (info->description == NULL || info->description[0] == '\0')
    lack = "a description";
  else if (info->example == NULL || info->example[0] == '\0')
    lack = "an example, a launch line that works";
  else if (klass->process == NULL && !g_type_is_a (type, WEIR_TYPE_BIN))
    lack = "a process function";
  if (lack != NULL)
    g_set_error (error, WEIR_ERROR, WEIR_ERROR_PLUGIN,
                 "the element %s (%s) can't be registered: its info lacks %s",
                 info != NULL && info->name != NULL ? info->name : "without a name", type_name,
                 lack);
  g_type_class_unref (klass);
  return lack == NULL;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* --- values as text --------------------------------------------------------------------------- */

static char *
double_to_text (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value));
}

/* A boundary or default of a parameter. Values that have no short text give "". */
static char *
value_to_text (GParamSpec *pspec, const GValue *value)
{
  switch (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (value))) {
  case G_TYPE_BOOLEAN:
    return g_strdup (g_value_get_boolean (value) ? "true" : "false");
  case G_TYPE_INT:
    return g_strdup_printf ("%d", g_value_get_int (value));
  case G_TYPE_UINT:
    return g_strdup_printf ("%u", g_value_get_uint (value));
  case G_TYPE_INT64:
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (value));
  case G_TYPE_UINT64:
    return g_strdup_printf ("%" G_GUINT64_FORMAT, g_value_get_uint64 (value));
  case G_TYPE_FLOAT:
    return double_to_text ((double) g_value_get_float (value));
  case G_TYPE_DOUBLE:
    return double_to_text (g_value_get_double (value));
  case G_TYPE_STRING:
    return g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
  case G_TYPE_ENUM: {
    GEnumValue *row =
      g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (value));
    return g_strdup (row != NULL ? row->value_nick : "");
  }
  case G_TYPE_FLAGS:
    return g_strdup_printf ("%u", g_value_get_flags (value));
  case G_TYPE_OBJECT:
  case G_TYPE_POINTER:
    return NULL;
  default:
    return weir_value_serialize (value);
  }
}

typedef struct {
  char *minimum, *maximum, *def; /* (owned) */
} Range;

static void
set_range (Range *range, char *minimum, char *maximum)
{
  range->minimum = minimum;
  range->maximum = maximum;
}

static Range
range_of (GParamSpec *pspec)
{
  Range range = { 0 };

  range.def = value_to_text (pspec, g_param_spec_get_default_value (pspec));
  if (G_IS_PARAM_SPEC_INT (pspec))
    set_range (&range, g_strdup_printf ("%d", G_PARAM_SPEC_INT (pspec)->minimum),
               g_strdup_printf ("%d", G_PARAM_SPEC_INT (pspec)->maximum));
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    set_range (&range, g_strdup_printf ("%u", G_PARAM_SPEC_UINT (pspec)->minimum),
               g_strdup_printf ("%u", G_PARAM_SPEC_UINT (pspec)->maximum));
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    set_range (&range, g_strdup_printf ("%" G_GINT64_FORMAT, G_PARAM_SPEC_INT64 (pspec)->minimum),
               g_strdup_printf ("%" G_GINT64_FORMAT, G_PARAM_SPEC_INT64 (pspec)->maximum));
  else if (G_IS_PARAM_SPEC_UINT64 (pspec))
    set_range (&range, g_strdup_printf ("%" G_GUINT64_FORMAT, G_PARAM_SPEC_UINT64 (pspec)->minimum),
               g_strdup_printf ("%" G_GUINT64_FORMAT, G_PARAM_SPEC_UINT64 (pspec)->maximum));
  else if (G_IS_PARAM_SPEC_FLOAT (pspec))
    set_range (&range, double_to_text ((double) G_PARAM_SPEC_FLOAT (pspec)->minimum),
               double_to_text ((double) G_PARAM_SPEC_FLOAT (pspec)->maximum));
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    set_range (&range, double_to_text (G_PARAM_SPEC_DOUBLE (pspec)->minimum),
               double_to_text (G_PARAM_SPEC_DOUBLE (pspec)->maximum));
  return range;
}

/* --- an element ----------------------------------------------------------------------------------- */

/* What the table says about the property; of those that have no row, what GObject knows. */
static guint
flags_of (WeirElementClass *klass, GParamSpec *pspec)
{
  for (guint i = 0; i < klass->n_props; i++)
    if (klass->props[i].prop != NULL && strcmp (klass->props[i].prop->name, pspec->name) == 0)
      return klass->props[i].prop->flags;

  guint flags = 0;
  if ((pspec->flags & G_PARAM_WRITABLE) == 0)
    flags |= WEIR_PROP_READ_ONLY;
  if ((pspec->flags & G_PARAM_READABLE) == 0)
    flags |= WEIR_PROP_WRITE_ONLY;
  if ((pspec->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
    flags |= WEIR_PROP_CONSTRUCT_ONLY;
  return flags;
}

static void
add_value (GString *text, gint64 value, const char *nick, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  weir_manifest_add_line (text, "value", number, nick, name, NULL);
}

static void
add_prop (GString *text, WeirElementClass *klass, GParamSpec *pspec)
{
  g_autofree char *flags = g_strdup_printf ("%u", flags_of (klass, pspec));
  const char *blurb = g_param_spec_get_blurb (pspec);
  Range range = range_of (pspec);

  weir_manifest_add_line (text, "prop", pspec->name, g_type_name (pspec->value_type), flags,
                          or_empty (range.minimum), or_empty (range.maximum), or_empty (range.def),
                          or_empty (blurb), NULL);
  g_free (range.minimum);
  g_free (range.maximum);
  g_free (range.def);

  if (G_IS_PARAM_SPEC_ENUM (pspec)) {
    GEnumClass *values = G_PARAM_SPEC_ENUM (pspec)->enum_class;
    for (guint i = 0; i < values->n_values; i++)
      add_value (text, values->values[i].value, values->values[i].value_nick,
                 values->values[i].value_name);
  } else if (G_IS_PARAM_SPEC_FLAGS (pspec)) {
    GFlagsClass *values = G_PARAM_SPEC_FLAGS (pspec)->flags_class;
    for (guint i = 0; i < values->n_values; i++)
      add_value (text, values->values[i].value, values->values[i].value_nick,
                 values->values[i].value_name);
  }
}

static void
add_pad (GString *text, WeirPadTemplate *templ)
{
  static const char *const presences[] = {
    [WEIR_PAD_ALWAYS] = "always", [WEIR_PAD_SOMETIMES] = "sometimes", [WEIR_PAD_REQUEST] = "request"
  };
  g_autoptr (WeirCaps) caps = weir_pad_template_get_caps (templ);
  g_autofree char *caps_text = weir_caps_to_string (caps);

  weir_manifest_add_line (text, "pad", weir_pad_template_get_name_template (templ),
                          weir_pad_template_get_direction (templ) == WEIR_PAD_SRC ? "src" : "sink",
                          presences[weir_pad_template_get_presence (templ)], caps_text, NULL);
}

static void
add_text (GString *text, const char *word, const char *field)
{
  if (field != NULL)
    weir_manifest_add_line (text, word, field, NULL);
}

/* A line of names; they contain no characters that need escapes. */
static void
add_names (GString *text, const char *word, const char *first, const char *const *names)
{
  g_string_append (text, word);
  if (first != NULL)
    g_string_append_printf (text, "\t%s", first);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "\t%s", names[i]);
  g_string_append_c (text, '\n');
}

static void
add_types (GString *text, GType type)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree GType *interfaces = g_type_interfaces (type, NULL);

  for (GType parent = g_type_parent (type); parent != G_TYPE_INVALID;
       parent = g_type_parent (parent))
    g_ptr_array_add (names, (gpointer) g_type_name (parent));
  g_ptr_array_add (names, NULL);
  add_names (text, "parents", NULL, (const char *const *) names->pdata);

  g_ptr_array_set_size (names, 0);
  for (guint i = 0; interfaces != NULL && interfaces[i] != G_TYPE_INVALID; i++)
    g_ptr_array_add (names, (gpointer) g_type_name (interfaces[i]));
  g_ptr_array_add (names, NULL);
  add_names (text, "interfaces", NULL, (const char *const *) names->pdata);
}

void
weir_manifest_add_element (GString *text, const char *name, guint rank, GType type)
{
  WeirElementClass *klass = g_type_class_ref (type);
  const WeirElementInfo *info = klass->info;
  g_autofree char *rank_text = g_strdup_printf ("%u", rank);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  weir_manifest_add_line (text, "element", name, rank_text, g_type_name (type), NULL);
  add_text (text, "long-name", info->long_name != NULL ? info->long_name : info->description);
  add_text (text, "klass", info->klass);
  add_text (text, "description", info->description);
  add_text (text, "author", info->author);
  add_text (text, "example", info->example);
  add_types (text, type);
  if (info->uri_protocols != NULL)
    add_names (text, "uri", info->uri_type == WEIR_URI_SINK ? "sink" : "src", info->uri_protocols);
  for (guint i = 0; i < klass->templates->len; i++)
    add_pad (text, g_ptr_array_index (klass->templates, i));
  pspecs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    add_prop (text, klass, pspecs[i]);
  g_type_class_unref (klass);
}

/* --- a module ---------------------------------------------------------------------------------- */

void
weir_manifest_begin (GString *text)
{
  weir_manifest_add_line (text, "weir-manifest", WEIR_MANIFEST_FORMAT, WEIR_VERSION, NULL);
}

static void
add_plugin (GString *text, const WeirPluginInfo *info, const char *file, const GStatBuf *stamp)
{
  g_autofree char *mtime = g_strdup ("0");
  g_autofree char *size = g_strdup ("0");

  if (stamp != NULL) {
    g_free (mtime);
    g_free (size);
    mtime = g_strdup_printf ("%" G_GINT64_FORMAT, weir_manifest_stamp_us (stamp));
    size = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) stamp->st_size);
  }
  weir_manifest_add_line (text, "plugin", info->name, file, mtime, size,
                          or_empty (info->description), or_empty (info->version),
                          or_empty (info->license), or_empty (info->source),
                          or_empty (info->package), or_empty (info->origin), NULL);
}

static void
add_type_find (GString *text, const WeirTypeFindInfo *info)
{
  g_autofree char *rank = g_strdup_printf ("%u", info->rank);

  weir_manifest_add_line (text, "typefind", info->name, rank, or_empty (info->extensions),
                          or_empty (info->caps), NULL);
}

/* Opens a module and writes down what it has to offer, under the name `file`; with its stamp, so that a change is seen.
 * FALSE: it can't be used; nothing is written then. */
static gboolean
describe_module (GString *text, const char *path, const char *file, gboolean with_stamp,
                 GError **error)
{
  const WeirPluginInfo *info = weir_plugin_open_module (path, error);
  GStatBuf stamp;
  gsize begin = text->len;

  if (info == NULL)
    return FALSE;
  if (with_stamp && g_stat (path, &stamp) != 0) {
    g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE, "%s: %s", path,
                 g_strerror (errno));
    return FALSE;
  }
  add_plugin (text, info, file, with_stamp ? &stamp : NULL);
  for (guint i = 0; info->elements != NULL && info->elements[i] != NULL; i++) {
    GType type = info->elements[i]();

    if (!weir_manifest_check_element (type, error)) {
      g_prefix_error (error, "%s: ", path);
      g_string_truncate (text, begin);
      return FALSE;
    }
    WeirElementClass *klass = g_type_class_ref (type);
    weir_manifest_add_element (text, klass->info->name, klass->info->rank, type);
    g_type_class_unref (klass);
  }
  for (guint i = 0; info->type_finds != NULL && info->type_finds[i].name != NULL; i++)
    add_type_find (text, &info->type_finds[i]);
  return TRUE;
}

/**
 * weir_manifest_describe_stamped: (skip)
 * @path: (type filename): a module
 * @error: return location for an error
 *
 * Writes the manifest of one module, with its time of change and size, so that a change is seen.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): the manifest
 */
char *
weir_manifest_describe_stamped (const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_path_get_basename (path);

  weir_manifest_begin (text);
  if (!describe_module (text, path, name, TRUE, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * weir_manifest_describe_modules: (skip)
 * @paths: (array zero-terminated=1): the modules
 * @base: (nullable): the folder that the manifest shall be in; %NULL: that of each module
 * @error: return location for an error
 *
 * Writes the manifest of modules that are made together with it.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer full) (nullable): the manifest
 */
char *
weir_manifest_describe_modules (const char *const *paths, const char *base, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folder = base != NULL ? g_canonicalize_filename (base, NULL) : NULL;

  weir_manifest_begin (text);
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *path = g_canonicalize_filename (paths[i], NULL);
    g_autofree char *name = g_path_get_basename (path);
    const char *file = name;

    if (folder != NULL && g_str_has_prefix (path, folder)
        && path[strlen (folder)] == G_DIR_SEPARATOR)
      file = path + strlen (folder) + 1;
    else if (folder != NULL) {
      g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE, "%s is not below %s", path,
                   folder);
      return NULL;
    }
    if (!describe_module (text, path, file, FALSE, error))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
