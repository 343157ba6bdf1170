/* SPDX-License-Identifier: MIT */
/* Typefind functions: what they may ask of a stream, and how they are registered. Who has the stream (the typefind
 * element) calls those that are likely by the file's name first. */
#include <weir/base/log.h>
#include <weir/registry/registry-private.h>
#include <weir/sched/atomics.h>

#include <string.h>

WEIR_LOG_TOPIC ("typefind");

struct _WeirTypeFindFactory {
  WeirPluginFeature parent_instance;

  char **extensions;                       /* (owned) */
  WeirStaticCaps static_caps;              /* its text is (owned) (nullable) */
  WEIR_ATOMIC (WeirTypeFindFunction) func; /* NULL: the module isn't open */
  gpointer data;
  GDestroyNotify notify; /* (nullable) */
};

struct _WeirTypeFindFactoryClass {
  WeirPluginFeatureClass parent_class;
};

G_DEFINE_FINAL_TYPE (WeirTypeFindFactory, weir_type_find_factory, WEIR_TYPE_PLUGIN_FEATURE)

/* --- looking at a stream ---------------------------------------------------------------------------- */

static WeirTypeFind *
type_find_copy (WeirTypeFind *find)
{
  return find;
}

static void
type_find_free (WeirTypeFind *find)
{
}

/* It belongs to who has the stream, and is valid during the call only: nothing is copied. */
G_DEFINE_BOXED_TYPE (WeirTypeFind, weir_type_find, type_find_copy, type_find_free)

GType
weir_type_find_probability_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_TYPE_FIND_NONE, "WEIR_TYPE_FIND_NONE", "none" },
    { WEIR_TYPE_FIND_MINIMUM, "WEIR_TYPE_FIND_MINIMUM", "minimum" },
    { WEIR_TYPE_FIND_POSSIBLE, "WEIR_TYPE_FIND_POSSIBLE", "possible" },
    { WEIR_TYPE_FIND_LIKELY, "WEIR_TYPE_FIND_LIKELY", "likely" },
    { WEIR_TYPE_FIND_NEARLY_CERTAIN, "WEIR_TYPE_FIND_NEARLY_CERTAIN", "nearly-certain" },
    { WEIR_TYPE_FIND_MAXIMUM, "WEIR_TYPE_FIND_MAXIMUM", "maximum" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirTypeFindProbability", values));
  return type;
}

/**
 * weir_type_find_peek:
 * @find: a stream
 * @offset: where, in bytes; negative: from the end
 * @size: (inout): how many bytes
 *
 * Gives bytes of the stream.
 *
 * Thread: owner
 *
 * Returns: (transfer none) (nullable) (array length=size): the bytes, valid until the next call; %NULL if they aren't
 *   there
 */
const guint8 *
weir_type_find_peek (WeirTypeFind *find, gint64 offset, guint *size)
{
  g_return_val_if_fail (find != NULL && find->peek != NULL, NULL);
  g_return_val_if_fail (size != NULL, NULL);

  const guint8 *bytes = find->peek (find->data, offset, *size);
  if (bytes == NULL)
    *size = 0;
  return bytes;
}

/**
 * weir_type_find_suggest:
 * @find: a stream
 * @probability: how sure it is, a #WeirTypeFindProbability or a number between
 * @caps: what it is
 *
 * Says what the stream is.
 *
 * Thread: owner
 */
void
weir_type_find_suggest (WeirTypeFind *find, guint probability, WeirCaps *caps)
{
  g_return_if_fail (find != NULL && find->suggest != NULL);
  g_return_if_fail (probability <= WEIR_TYPE_FIND_MAXIMUM);
  g_return_if_fail (caps != NULL && weir_caps_is_fixed (caps));
  find->suggest (find->data, probability, caps);
}

/**
 * weir_type_find_suggest_simple: (skip)
 * @find: a stream
 * @probability: how sure it is
 * @media_type: its media type
 * @fieldname: (nullable): a field
 * @...: its type and value, then more such triples, then %NULL
 *
 * Says what the stream is.
 *
 * Thread: owner
 */
void
weir_type_find_suggest_simple (WeirTypeFind *find, guint probability, const char *media_type,
                               const char *fieldname, ...)
{
  va_list args;

  g_return_if_fail (media_type != NULL);

  va_start (args, fieldname);
  g_autoptr (WeirCaps) caps =
    weir_caps_new_full (weir_structure_new_valist (media_type, fieldname, args), NULL);
  va_end (args);
  weir_type_find_suggest (find, probability, caps);
}

/**
 * weir_type_find_suggest_empty_simple:
 * @find: a stream
 * @probability: how sure it is
 * @media_type: its media type
 *
 * Says what the stream is.
 *
 * Thread: owner
 */
void
weir_type_find_suggest_empty_simple (WeirTypeFind *find, guint probability, const char *media_type)
{
  g_return_if_fail (media_type != NULL);

  g_autoptr (WeirCaps) caps = weir_caps_new_empty_simple (media_type);
  weir_type_find_suggest (find, probability, caps);
}

/**
 * weir_type_find_get_length:
 * @find: a stream
 *
 * Gives the stream's length.
 *
 * Thread: owner
 *
 * Returns: bytes; 0 if it isn't known
 */
guint64
weir_type_find_get_length (WeirTypeFind *find)
{
  g_return_val_if_fail (find != NULL, 0);
  return find->get_length != NULL ? find->get_length (find->data) : 0;
}

/* --- what is registered -------------------------------------------------------------------------- */

static gboolean
weir_type_find_factory_load (WeirPluginFeature *feature, GError **error)
{
  WeirTypeFindFactory *factory = WEIR_TYPE_FIND_FACTORY (feature);

  if (weir_type_find_factory_has_function (factory))
    return TRUE;
  if (feature->plugin != NULL && !weir_plugin_load_checked (feature->plugin, error))
    return FALSE;
  if (weir_type_find_factory_has_function (factory))
    return TRUE;
  g_set_error (error, WEIR_PLUGIN_ERROR, WEIR_PLUGIN_ERROR_MODULE,
               "the plugin %s has no typefind function %s: its manifest is out of date",
               weir_plugin_feature_get_plugin_name (feature), WEIR_OBJECT_NAME (feature));
  return FALSE;
}

static void
weir_type_find_factory_finalize (GObject *object)
{
  WeirTypeFindFactory *factory = WEIR_TYPE_FIND_FACTORY (object);

  if (factory->notify != NULL)
    factory->notify (factory->data);
  g_strfreev (factory->extensions);
  weir_static_caps_cleanup (&factory->static_caps);
  g_free ((char *) factory->static_caps.string);
  G_OBJECT_CLASS (weir_type_find_factory_parent_class)->finalize (object);
}

static void
weir_type_find_factory_class_init (WeirTypeFindFactoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_type_find_factory_finalize;
  ((WeirPluginFeatureClass *) klass)->load = weir_type_find_factory_load;
}

static void
weir_type_find_factory_init (WeirTypeFindFactory *factory)
{
}

static WeirTypeFindFactory *
factory_new (WeirPlugin *plugin, const char *name, guint rank)
{
  WeirTypeFindFactory *factory =
    g_object_ref_sink (g_object_new (WEIR_TYPE_TYPE_FIND_FACTORY, "name", name, NULL));
  WeirPluginFeature *feature = WEIR_PLUGIN_FEATURE_CAST (factory);

  feature->plugin = plugin != NULL ? g_object_ref (plugin) : NULL;
  feature->rank = (gint) rank;
  return factory;
}

WeirTypeFindFactory *
weir_type_find_factory_new_from_manifest (WeirManifest *manifest, const WeirManifestEntry *entry,
                                          WeirPlugin *plugin)
{
  WeirTypeFindFactory *factory = factory_new (plugin, entry->name, entry->rank);
  char *caps;

  weir_manifest_parse_type_find (manifest, entry, &factory->extensions, &caps);
  factory->static_caps.string = caps;
  return factory;
}

WeirTypeFindFactory *
weir_type_find_factory_new (WeirPlugin *plugin, const WeirTypeFindInfo *info)
{
  WeirTypeFindFactory *factory = factory_new (plugin, info->name, info->rank);

  factory->extensions = g_strsplit (info->extensions != NULL ? info->extensions : "", ",", -1);
  factory->static_caps.string = g_strdup (info->caps);
  return factory;
}

void
weir_type_find_factory_set_function (WeirTypeFindFactory *factory, WeirTypeFindFunction func,
                                     gpointer data, GDestroyNotify notify)
{
  factory->data = data;
  factory->notify = notify;
  WEIR_ATOMIC_STORE (&factory->func, func, release); /* pairs with the load in has_function () */
}

/**
 * weir_type_find_register:
 * @plugin: (nullable): the plugin that it is from, or %NULL if it is the program's own
 * @name: what it is called, usually a media type
 * @rank: its #WeirRank
 * @func: (scope notified) (closure data) (destroy data_notify): looks at a stream
 * @extensions: (nullable): endings of file names, with commas between them
 * @possible_caps: (nullable): what it may find
 * @data: what @func gets
 * @data_notify: (nullable): called with @data when it is no longer used
 *
 * Makes a typefind function known, in this process. It replaces one of the same name.
 *
 * Thread: any
 *
 * Returns: %TRUE
 */
gboolean
weir_type_find_register (WeirPlugin *plugin, const char *name, guint rank,
                         WeirTypeFindFunction func, const char *extensions, WeirCaps *possible_caps,
                         gpointer data, GDestroyNotify data_notify)
{
  g_return_val_if_fail (plugin == NULL || WEIR_IS_PLUGIN (plugin), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  g_autofree char *caps = possible_caps != NULL ? weir_caps_to_string (possible_caps) : NULL;
  const WeirTypeFindInfo info = {
    .name = name, .rank = rank, .extensions = extensions, .caps = caps
  };
  g_autoptr (WeirTypeFindFactory) factory = weir_type_find_factory_new (plugin, &info);

  weir_type_find_factory_set_function (factory, func, data, data_notify);
  return weir_registry_add_feature (weir_registry_get (), WEIR_PLUGIN_FEATURE_CAST (factory));
}

/**
 * weir_type_find_factory_get_list:
 *
 * Lists the typefind functions, those with the highest ranks first.
 *
 * Thread: any
 *
 * Returns: (transfer full) (element-type Weir.TypeFindFactory): the functions; free them by
 *   weir_plugin_feature_list_free()
 */
GList *
weir_type_find_factory_get_list (void)
{
  return g_list_sort (
    weir_registry_get_feature_list (weir_registry_get (), WEIR_TYPE_TYPE_FIND_FACTORY),
    weir_plugin_feature_rank_compare_func);
}

/**
 * weir_type_find_factory_get_extensions:
 * @factory: a typefind function
 *
 * Lists the endings of names of files that it knows.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the endings, without dots
 */
const char *const *
weir_type_find_factory_get_extensions (WeirTypeFindFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_TYPE_FIND_FACTORY (factory), NULL);
  return factory->extensions[0] != NULL ? (const char *const *) factory->extensions : NULL;
}

/**
 * weir_type_find_factory_get_caps:
 * @factory: a typefind function
 *
 * Says what it may find.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable): the caps
 */
WeirCaps *
weir_type_find_factory_get_caps (WeirTypeFindFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_TYPE_FIND_FACTORY (factory), NULL);
  if (factory->static_caps.string == NULL)
    return NULL;
  weir_caps_unref (weir_static_caps_get (&factory->static_caps)); /* it keeps one itself */
  return factory->static_caps.caps;
}

/**
 * weir_type_find_factory_has_function:
 * @factory: a typefind function
 *
 * Asks whether its module is open.
 *
 * Thread: any
 *
 * Returns: whether it is
 */
gboolean
weir_type_find_factory_has_function (WeirTypeFindFactory *factory)
{
  g_return_val_if_fail (WEIR_IS_TYPE_FIND_FACTORY (factory), FALSE);
  return WEIR_ATOMIC_LOAD (&factory->func, acquire) != NULL;
}

/**
 * weir_type_find_factory_call_function:
 * @factory: a typefind function
 * @find: a stream
 *
 * Has it look at a stream. Its module is opened for it.
 *
 * Thread: any that owns nothing but the stream
 */
void
weir_type_find_factory_call_function (WeirTypeFindFactory *factory, WeirTypeFind *find)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WEIR_IS_TYPE_FIND_FACTORY (factory));
  g_return_if_fail (find != NULL);
  if (!weir_plugin_feature_load_checked (WEIR_PLUGIN_FEATURE_CAST (factory), &error)) {
    WEIR_LOG_WARNING (WEIR_OBJECT_NAME (factory), "%s", error->message);
    return;
  }
  WEIR_ATOMIC_LOAD (&factory->func, acquire) (find, factory->data);
}
