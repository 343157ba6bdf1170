/* SPDX-License-Identifier: MIT */
/* A factory knows its kind of element from the manifest, and takes what it knows apart when somebody asks. Its module is
 * opened when an element is made. Choosing among factories is in element-factory-list.c, making in
 * element-factory-make.c. */
#include <weir/base/log.h>
#include <weir/registry/element-factory-private.h>

#include <string.h>

WEIR_LOG_TOPIC ("factory");

G_DEFINE_FINAL_TYPE (WeirElementFactory, weir_element_factory, WEIR_TYPE_PLUGIN_FEATURE)

/* --- templates as values ------------------------------------------------------------------------ */

static WeirStaticPadTemplate *
static_pad_template_copy (WeirStaticPadTemplate *templ)
{
  return templ;
}

static void
static_pad_template_free (WeirStaticPadTemplate *templ)
{
}

/* They live as long as their factory, which lives as long as the registry: nothing is copied. */
G_DEFINE_BOXED_TYPE (WeirStaticPadTemplate, weir_static_pad_template, static_pad_template_copy,
                     static_pad_template_free)

/**
 * weir_static_pad_template_get_caps:
 * @templ: a template
 *
 * Says what its pads admit.
 *
 * Thread: any
 *
 * Returns: (transfer full): the caps
 */
WeirCaps *
weir_static_pad_template_get_caps (WeirStaticPadTemplate *templ)
{
  g_return_val_if_fail (templ != NULL, NULL);
  return weir_static_caps_get (&templ->static_caps);
}

/**
 * weir_static_pad_template_get:
 * @pad_template: a template
 *
 * Makes a pad template of it.
 *
 * Thread: any
 *
 * Returns: (transfer floating) (nullable): the pad template
 */
WeirPadTemplate *
weir_static_pad_template_get (WeirStaticPadTemplate *pad_template)
{
  g_return_val_if_fail (pad_template != NULL, NULL);

  g_autoptr (WeirCaps) caps = weir_static_caps_get (&pad_template->static_caps);
  return weir_pad_template_new (pad_template->name_template, pad_template->direction,
                                pad_template->presence, caps);
}

/* --- the object ------------------------------------------------------------------------------------ */

static gboolean
weir_element_factory_load (WeirPluginFeature *feature, GError **error)
{
  WeirElementFactory *factory = WEIR_ELEMENT_FACTORY_CAST (feature);

  if (weir_element_factory_type (factory) != G_TYPE_INVALID)
    return TRUE;
  if (feature->plugin != NULL && !weir_plugin_load_checked (feature->plugin, error))
    return FALSE;
  if (weir_element_factory_type (factory) != G_TYPE_INVALID)
    return TRUE;
  g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE,
               "the plugin %s has no element %s: its manifest is out of date",
               weir_plugin_feature_get_plugin_name (feature), WEIR_OBJECT_NAME (feature));
  return FALSE;
}

static void
weir_element_factory_finalize (GObject *object)
{
  WeirElementFactory *factory = WEIR_ELEMENT_FACTORY_CAST (object);

  if (factory->details != 0)
    weir_element_details_free (GSIZE_TO_POINTER (factory->details));
  g_clear_pointer (&factory->manifest, weir_manifest_unref);
  g_free (factory->own_text);
  G_OBJECT_CLASS (weir_element_factory_parent_class)->finalize (object);
}

static void
weir_element_factory_class_init (WeirElementFactoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_element_factory_finalize;
  ((WeirPluginFeatureClass *) klass)->load = weir_element_factory_load;
}

static void
weir_element_factory_init (WeirElementFactory *factory)
{
}

static WeirElementFactory *
factory_new (WeirPlugin *plugin, const char *name, guint rank)
{
  WeirElementFactory *factory =
    g_object_ref_sink (g_object_new (WEIR_TYPE_ELEMENT_FACTORY, "name", name, NULL));
  WeirPluginFeature *feature = WEIR_PLUGIN_FEATURE_CAST (factory);

  feature->plugin = plugin != NULL ? g_object_ref (plugin) : NULL;
  feature->rank = (gint) rank;
  return factory;
}

WeirElementFactory *
weir_element_factory_new_from_manifest (WeirManifest *manifest, const WeirManifestEntry *entry,
                                        WeirPlugin *plugin)
{
  WeirElementFactory *factory = factory_new (plugin, entry->name, entry->rank);

  factory->manifest = weir_manifest_ref (manifest);
  factory->text = manifest->text + entry->begin;
  factory->size = entry->end - entry->begin;
  return factory;
}

WeirElementFactory *
weir_element_factory_new_for_type (WeirPlugin *plugin, const char *name, guint rank, GType type)
{
  WeirElementFactory *factory = factory_new (plugin, name, rank);
  GString *text = g_string_new (NULL);

  weir_manifest_add_element (text, name, rank, type);
  factory->size = text->len;
  factory->text = factory->own_text = g_string_free (text, FALSE);
  weir_element_factory_set_type (factory, type);
  return factory;
}

/* The class keeps its factory, and stays for good. */
void
weir_element_factory_set_type (WeirElementFactory *factory, GType type)
{
  WeirElementClass *klass = g_type_class_ref (type);
  WeirElementFactory *old = __atomic_exchange_n (
    &klass->factory, (WeirElementFactory *) g_object_ref (factory), __ATOMIC_ACQ_REL);

  g_clear_object (&old);
  WEIR_ATOMIC_STORE (&factory->type, type, release); /* pairs with weir_element_factory_type () */
}

GType
weir_element_factory_type (WeirElementFactory *factory)
{
  return WEIR_ATOMIC_LOAD (&factory->type, acquire);
}

const WeirElementDetails *
weir_element_factory_get_details (WeirElementFactory *factory)
{
  if (g_once_init_enter (&factory->details)) {
    g_autoptr (GError) error = NULL;
    WeirElementDetails *details = weir_element_details_parse (factory->text, factory->size, &error);

    if (error != NULL)
      WEIR_LOG_WARNING (WEIR_OBJECT_NAME (factory), "%s", error->message);
    g_once_init_leave (&factory->details, GPOINTER_TO_SIZE (details));
  }
  return GSIZE_TO_POINTER (factory->details);
}

/* --- asking --------------------------------------------------------------------------------------- */

/**
 * weir_element_factory_find:
 * @name: a factory's name
 *
 * Finds a factory.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the factory
 */
WeirElementFactory *
weir_element_factory_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  return (WeirElementFactory *) weir_registry_find_feature (weir_registry_get (), name,
                                                            WEIR_TYPE_ELEMENT_FACTORY);
}

/**
 * weir_element_factory_get_element_type:
 * @factory: a factory
 *
 * Gives the type of its elements. It may be %G_TYPE_INVALID until the factory's module is open
 * (weir_plugin_feature_load()).
 *
 * Thread: any
 *
 * Returns: the type
 */
GType
weir_element_factory_get_element_type (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), G_TYPE_INVALID);
  return weir_element_factory_type (factory);
}

typedef struct {
  const char *key;
  gsize offset; /* in the details */
} Metadata;

static const Metadata metadata[] = {
  { WEIR_ELEMENT_METADATA_LONGNAME, G_STRUCT_OFFSET (WeirElementDetails, long_name) },
  { WEIR_ELEMENT_METADATA_KLASS, G_STRUCT_OFFSET (WeirElementDetails, klass) },
  { WEIR_ELEMENT_METADATA_DESCRIPTION, G_STRUCT_OFFSET (WeirElementDetails, description) },
  { WEIR_ELEMENT_METADATA_AUTHOR, G_STRUCT_OFFSET (WeirElementDetails, author) },
  { WEIR_ELEMENT_METADATA_EXAMPLE, G_STRUCT_OFFSET (WeirElementDetails, example) },
};

static const char *
metadata_of (WeirElementFactory *factory, const Metadata *row)
{
  return G_STRUCT_MEMBER (const char *, weir_element_factory_get_details (factory), row->offset);
}

/**
 * weir_element_factory_get_metadata:
 * @factory: a factory
 * @key: `long-name`, `klass`, `description`, `author` or `example`
 *
 * Gives what its elements say of themselves.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
weir_element_factory_get_metadata (WeirElementFactory *factory, const char *key)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (metadata); i++)
    if (strcmp (metadata[i].key, key) == 0)
      return metadata_of (factory, &metadata[i]);
  return NULL;
}

/**
 * weir_element_factory_get_metadata_keys:
 * @factory: a factory
 *
 * Lists what weir_element_factory_get_metadata() knows.
 *
 * Thread: any
 *
 * Returns: (transfer full) (array zero-terminated=1): the keys
 */
char **
weir_element_factory_get_metadata_keys (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);

  GStrvBuilder *keys = g_strv_builder_new ();
  for (guint i = 0; i < G_N_ELEMENTS (metadata); i++)
    if (metadata_of (factory, &metadata[i]) != NULL)
      g_strv_builder_add (keys, metadata[i].key);
  char **list = g_strv_builder_end (keys);
  g_strv_builder_unref (keys);
  return list;
}

/**
 * weir_element_factory_get_num_pad_templates:
 * @factory: a factory
 *
 * Counts its pad templates.
 *
 * Thread: any
 *
 * Returns: how many there are
 */
guint
weir_element_factory_get_num_pad_templates (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), 0);
  return g_list_length (weir_element_factory_get_details (factory)->templates);
}

/**
 * weir_element_factory_get_static_pad_templates:
 * @factory: a factory
 *
 * Lists its pad templates.
 *
 * Thread: any
 *
 * Returns: (transfer none) (element-type Weir.StaticPadTemplate): the templates
 */
const GList *
weir_element_factory_get_static_pad_templates (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  return weir_element_factory_get_details (factory)->templates;
}

/**
 * weir_element_factory_get_uri_type:
 * @factory: a factory
 *
 * Says what its elements do with URIs.
 *
 * Thread: any
 *
 * Returns: whether they read, write, or know no URIs
 */
WeirURIType
weir_element_factory_get_uri_type (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), WEIR_URI_UNKNOWN);
  return weir_element_factory_get_details (factory)->uri_type;
}

/**
 * weir_element_factory_get_uri_protocols:
 * @factory: a factory
 *
 * Lists the URI schemes that its elements handle.
 *
 * Thread: any
 *
 * Returns: (transfer none) (array zero-terminated=1): the schemes
 */
const char *const *
weir_element_factory_get_uri_protocols (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  return (const char *const *) weir_element_factory_get_details (factory)->uri_protocols->pdata;
}

/**
 * weir_element_factory_has_interface:
 * @factory: a factory
 * @interfacename: the name of an interface's type
 *
 * Asks whether its elements have an interface.
 *
 * Thread: any
 *
 * Returns: whether they have it
 */
gboolean
weir_element_factory_has_interface (WeirElementFactory *factory, const char *interfacename)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), FALSE);
  g_return_val_if_fail (interfacename != NULL, FALSE);
  return g_strv_contains (weir_element_factory_get_interfaces (factory), interfacename);
}

/**
 * weir_element_factory_get_interfaces:
 * @factory: a factory
 *
 * Lists the interfaces that its elements have.
 *
 * Thread: any
 *
 * Returns: (transfer none) (array zero-terminated=1): names of types
 */
const char *const *
weir_element_factory_get_interfaces (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  return (const char *const *) weir_element_factory_get_details (factory)->interfaces->pdata;
}

/**
 * weir_element_factory_get_type_path:
 * @factory: a factory
 *
 * Lists the types that the type of its elements derives from, nearest first.
 *
 * Thread: any
 *
 * Returns: (transfer none) (array zero-terminated=1): names of types
 */
const char *const *
weir_element_factory_get_type_path (WeirElementFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  return (const char *const *) weir_element_factory_get_details (factory)->parents->pdata;
}

/**
 * weir_element_factory_get_properties: (skip)
 * @factory: a factory
 * @n_properties: (out): how many there are
 *
 * Lists the properties of its elements.
 *
 * Thread: any
 *
 * Returns: (transfer none): the properties
 */
const WeirFactoryProperty *
weir_element_factory_get_properties (WeirElementFactory *factory, guint *n_properties)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  g_return_val_if_fail (n_properties != NULL, NULL);

  const WeirElementDetails *details = weir_element_factory_get_details (factory);
  *n_properties = details->props->len;
  return (const WeirFactoryProperty *) details->props->data;
}
