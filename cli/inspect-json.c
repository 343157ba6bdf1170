/* SPDX-License-Identifier: MIT */
/* `weir inspect --json`: described in docs/design/inspect-json.md; a member is added there before it
 * is added here. */
#include <cli/inspect.h>

#include <weir/diagram/json-writer.h>

static void
write_member (WeirJsonWriter *writer, const char *key, const char *text)
{
  weir_json_writer_key (writer, key);
  weir_json_writer_string (writer, text != NULL && *text != '\0' ? text : NULL);
}

static void
write_strings (WeirJsonWriter *writer, const char *key, const char *const *all)
{
  weir_json_writer_key (writer, key);
  weir_json_writer_begin (writer, '[');
  for (; all != NULL && *all != NULL; all++)
    weir_json_writer_string (writer, *all);
  weir_json_writer_end (writer, ']');
}

static void
write_pad (WeirJsonWriter *writer, WeirStaticPadTemplate *pad)
{
  static const char *const presences[] = {
    [WEIR_PAD_ALWAYS] = "always",
    [WEIR_PAD_SOMETIMES] = "sometimes",
    [WEIR_PAD_REQUEST] = "request",
  };
  g_autoptr (WeirCaps) caps = weir_static_pad_template_get_caps (pad);
  g_autofree char *text = caps != NULL ? weir_caps_to_string (caps) : NULL;

  weir_json_writer_begin (writer, '{');
  write_member (writer, "name", pad->name_template);
  write_member (writer, "direction", pad->direction == WEIR_PAD_SRC ? "src" : "sink");
  write_member (writer, "presence", presences[pad->presence]);
  write_member (writer, "caps", text);
  weir_json_writer_end (writer, '}');
}

static void
write_flags (WeirJsonWriter *writer, WeirPropFlags flags)
{
  static const struct {
    WeirPropFlags flag;
    const char *name;
  } names[] = {
    { WEIR_PROP_LIVE, "live" },
    { WEIR_PROP_READ_ONLY, "read-only" },
    { WEIR_PROP_LOCATION, "location" },
    { WEIR_PROP_WRITE_ONLY, "write-only" },
    { WEIR_PROP_CONSTRUCT_ONLY, "construct-only" },
    { WEIR_PROP_SECRET, "secret" },
  };

  weir_json_writer_key (writer, "flags");
  weir_json_writer_begin (writer, '[');
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if ((flags & names[i].flag) != 0)
      weir_json_writer_string (writer, names[i].name);
  weir_json_writer_end (writer, ']');
}

static void
write_values (WeirJsonWriter *writer, const WeirFactoryProperty *property)
{
  weir_json_writer_key (writer, "values");
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < property->n_values; i++) {
    const WeirFactoryValue *value = &property->values[i];
    weir_json_writer_begin (writer, '{');
    weir_json_writer_key (writer, "value");
    weir_json_writer_double (writer, (double) value->value);
    write_member (writer, "nick", value->nick);
    write_member (writer, "title", value->name);
    weir_json_writer_end (writer, '}');
  }
  weir_json_writer_end (writer, ']');
}

static void
write_property (WeirJsonWriter *writer, const WeirFactoryProperty *property)
{
  weir_json_writer_begin (writer, '{');
  write_member (writer, "name", property->name);
  write_member (writer, "type", property->type);
  write_member (writer, "blurb", property->blurb);
  write_flags (writer, property->flags);
  write_member (writer, "minimum", property->minimum);
  write_member (writer, "maximum", property->maximum);
  write_member (writer, "default", property->default_value);
  write_values (writer, property);
  weir_json_writer_end (writer, '}');
}

static void
write_signals (WeirJsonWriter *writer, WeirElementFactory *factory)
{
  g_autoptr (GPtrArray) signals = cli_inspect_list_signals (factory, NULL);

  weir_json_writer_key (writer, "signals");
  if (signals == NULL) {
    weir_json_writer_string (writer, NULL);
    return;
  }
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < signals->len; i++)
    weir_json_writer_string (writer, signals->pdata[i]);
  weir_json_writer_end (writer, ']');
}

static void
write_metadata (WeirJsonWriter *writer, WeirElementFactory *factory)
{
  static const char *const keys[] = {
    WEIR_ELEMENT_METADATA_LONGNAME,    WEIR_ELEMENT_METADATA_KLASS,
    WEIR_ELEMENT_METADATA_DESCRIPTION, WEIR_ELEMENT_METADATA_AUTHOR,
    WEIR_ELEMENT_METADATA_EXAMPLE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    write_member (writer, keys[i], weir_element_factory_get_metadata (factory, keys[i]));
  weir_json_writer_key (writer, "rank");
  weir_json_writer_uint (writer, weir_plugin_feature_get_rank (WEIR_PLUGIN_FEATURE (factory)));
}

/* Signals only of an element that was asked for by name: for them its module is opened. */
static void
write_element (WeirJsonWriter *writer, WeirElementFactory *factory, gboolean with_signals)
{
  guint n;
  const WeirFactoryProperty *properties = weir_element_factory_get_properties (factory, &n);

  weir_json_writer_begin (writer, '{');
  write_member (writer, "name", WEIR_OBJECT_NAME (factory));
  write_member (writer, "plugin",
                weir_plugin_feature_get_plugin_name (WEIR_PLUGIN_FEATURE (factory)));
  write_metadata (writer, factory);
  write_strings (writer, "uri-protocols", weir_element_factory_get_uri_protocols (factory));
  write_strings (writer, "interfaces", weir_element_factory_get_interfaces (factory));

  weir_json_writer_key (writer, "pads");
  weir_json_writer_begin (writer, '[');
  for (const GList *at = weir_element_factory_get_static_pad_templates (factory); at != NULL;
       at = at->next)
    write_pad (writer, at->data);
  weir_json_writer_end (writer, ']');

  weir_json_writer_key (writer, "properties");
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < n; i++)
    write_property (writer, &properties[i]);
  weir_json_writer_end (writer, ']');
  if (with_signals)
    write_signals (writer, factory);
  weir_json_writer_end (writer, '}');
}

static void
write_plugin (WeirJsonWriter *writer, WeirPlugin *plugin)
{
  g_autoptr (GPtrArray) elements = cli_inspect_list_elements (plugin);

  weir_json_writer_begin (writer, '{');
  write_member (writer, "plugin", weir_plugin_get_name (plugin));
  write_member (writer, "summary", weir_plugin_get_description (plugin));
  write_member (writer, "file", weir_plugin_get_filename (plugin));
  write_member (writer, "version", weir_plugin_get_version (plugin));
  write_member (writer, "license", weir_plugin_get_license (plugin));
  weir_json_writer_key (writer, "element-names");
  weir_json_writer_begin (writer, '[');
  for (guint i = 0; i < elements->len; i++)
    weir_json_writer_string (writer, WEIR_OBJECT_NAME (elements->pdata[i]));
  weir_json_writer_end (writer, ']');
  weir_json_writer_end (writer, '}');
}

char *
cli_inspect_list_to_json (void)
{
  g_autoptr (GPtrArray) plugins = cli_inspect_list_plugins ();
  g_autoptr (GPtrArray) elements = cli_inspect_list_elements (NULL);
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  weir_json_writer_begin (&writer, '{');
  weir_json_writer_key (&writer, "version");
  weir_json_writer_uint (&writer, 1);
  weir_json_writer_key (&writer, "plugins");
  weir_json_writer_begin (&writer, '[');
  for (guint i = 0; i < plugins->len; i++)
    write_plugin (&writer, plugins->pdata[i]);
  weir_json_writer_end (&writer, ']');
  weir_json_writer_key (&writer, "elements");
  weir_json_writer_begin (&writer, '[');
  for (guint i = 0; i < elements->len; i++)
    write_element (&writer, elements->pdata[i], FALSE);
  weir_json_writer_end (&writer, ']');
  weir_json_writer_end (&writer, '}');
  return weir_json_writer_finish (&writer);
}

char *
cli_inspect_element_to_json (WeirElementFactory *factory)
{
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  write_element (&writer, factory, TRUE);
  return weir_json_writer_finish (&writer);
}

char *
cli_inspect_plugin_to_json (WeirPlugin *plugin)
{
  WeirJsonWriter writer;

  weir_json_writer_init (&writer);
  write_plugin (&writer, plugin);
  return weir_json_writer_finish (&writer);
}
