/* SPDX-License-Identifier: MIT */
/* From names to elements, and from types to factories: making and registering. */
#include <weir/base/log.h>
#include <weir/registry/element-factory-private.h>

#include <gobject/gvaluecollector.h>

WEIR_LOG_TOPIC ("factory");

/* --- properties as arguments ------------------------------------------------------------------------ */

typedef struct {
  GPtrArray *names; /* (owned) of const char * */
  GArray *values;   /* (owned) of GValue */
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_clear_pointer (&arguments->names, g_ptr_array_unref);
  g_clear_pointer (&arguments->values, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* Name and value by turns, until a NULL name. FALSE: one of them makes no sense, which was said. */
static gboolean
collect (Arguments *arguments, GType type, const char *first, va_list args)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  arguments->names = g_ptr_array_new ();
  arguments->values = g_array_new (FALSE, TRUE, sizeof (GValue));
  g_array_set_clear_func (arguments->values, (GDestroyNotify) g_value_unset);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *)) {
    GParamSpec *pspec = g_object_class_find_property ((GObjectClass *) klass, name);
    g_autofree char *trouble = NULL;
    GValue value = G_VALUE_INIT;

    if (pspec == NULL) {
      g_critical ("%s has no property %s", g_type_name (type), name);
      return FALSE;
    }
    G_VALUE_COLLECT_INIT (&value, pspec->value_type, args, 0, &trouble);
    if (trouble != NULL) {
      g_critical ("%s.%s: %s", g_type_name (type), name, trouble);
      return FALSE;
    }
    g_ptr_array_add (arguments->names, (gpointer) name);
    g_array_append_val (arguments->values, value);
  }
  return TRUE;
}

/* --- making ------------------------------------------------------------------------------------------- */

static WeirElement *
create (WeirElementFactory *factory, guint n, const char *names[], const GValue values[],
        GError **error)
{
  if (!weir_plugin_feature_load_checked (WEIR_PLUGIN_FEATURE_CAST (factory), error))
    return NULL;
  return (WeirElement *) g_object_new_with_properties (weir_element_factory_type (factory), n,
                                                       names, values);
}

/* For callers without a GError: what went wrong is said in the log. */
static WeirElement *
said (WeirElement *element, GError *error)
{
  if (element == NULL && error != NULL)
    WEIR_LOG_WARNING (NULL, "%s", error->message);
  g_clear_error (&error);
  return element;
}

static WeirElementFactory *
find (const char *name, GError **error)
{
  WeirElementFactory *factory = weir_element_factory_find (name);

  if (factory != NULL)
    return factory;

  g_autofree char *meant = weir_registry_suggest_element (weir_registry_get (), name);
  g_autofree char *hint = meant != NULL ? g_strdup_printf ("did you mean %s?", meant) : NULL;
  weir_set_error_with_hint (error, WEIR_ERROR_UNKNOWN_NAME, hint, "there is no element %s; %s%s%s",
                            name,
                            meant != NULL ? "did you mean " : "`weir inspect` lists what there is",
                            meant != NULL ? meant : "", meant != NULL ? "?" : "");
  return NULL;
}

/**
 * weir_element_factory_create:
 * @factory: a factory
 * @name: (nullable): the element's name, or %NULL for one made from the factory's and a counter
 *
 * Makes an element.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element, or %NULL if its module can't be opened
 */
WeirElement *
weir_element_factory_create (WeirElementFactory *factory, const char *name)
{
  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  return weir_element_factory_create_full (factory, name != NULL ? "name" : NULL, name, NULL);
}

/**
 * weir_element_factory_create_full: (skip)
 * @factory: a factory
 * @first: (nullable): the name of a property
 * @...: its value, then more such pairs, then %NULL
 *
 * Makes an element with properties.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element, or %NULL if its module can't be opened
 */
WeirElement *
weir_element_factory_create_full (WeirElementFactory *factory, const char *first, ...)
{
  va_list args;

  va_start (args, first);
  WeirElement *element = weir_element_factory_create_valist (factory, first, args);
  va_end (args);
  return element;
}

/**
 * weir_element_factory_create_valist: (skip)
 * @factory: a factory
 * @first: (nullable): the name of a property
 * @properties: its value, then more such pairs, then %NULL
 *
 * Makes an element with properties.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element, or %NULL if its module can't be opened
 */
WeirElement *
weir_element_factory_create_valist (WeirElementFactory *factory, const char *first,
                                    va_list properties)
{
  g_auto (Arguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  if (!weir_plugin_feature_load_checked (WEIR_PLUGIN_FEATURE_CAST (factory), &error))
    return said (NULL, g_steal_pointer (&error));
  if (!collect (&arguments, weir_element_factory_type (factory), first, properties))
    return NULL;
  return weir_element_factory_create_with_properties (
    factory, arguments.names->len, (const char **) arguments.names->pdata,
    (const GValue *) (gpointer) arguments.values->data);
}

/**
 * weir_element_factory_create_with_properties:
 * @factory: a factory
 * @n: how many properties
 * @names: (array length=n) (nullable): their names
 * @values: (array length=n) (nullable): their values
 *
 * Makes an element with properties.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element, or %NULL if its module can't be opened
 */
WeirElement *
weir_element_factory_create_with_properties (WeirElementFactory *factory, guint n,
                                             const char *names[], const GValue values[])
{
  GError *error = NULL;

  g_return_val_if_fail (WEIR_IS_ELEMENT_FACTORY (factory), NULL);
  WeirElement *element = create (factory, n, names, values, &error);
  return said (element, error);
}

/**
 * weir_element_factory_make:
 * @factoryname: the name of a factory
 * @name: (nullable): the element's name, or %NULL for one made from the factory's and a counter
 *
 * Makes an element by the name of its factory.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element, or %NULL if there is no such factory or its module can't be
 *   opened; weir_element_factory_make_checked() says which
 */
WeirElement *
weir_element_factory_make (const char *factoryname, const char *name)
{
  GError *error = NULL;

  g_return_val_if_fail (factoryname != NULL, NULL);
  WeirElement *element = weir_element_factory_make_checked (factoryname, name, &error);
  return said (element, error);
}

/**
 * weir_element_factory_make_checked:
 * @factoryname: the name of a factory
 * @name: (nullable): the element's name, or %NULL for one made from the factory's and a counter
 * @error: return location for an error: %WEIR_ERROR_UNKNOWN_NAME, or one of the domain %WEIR_PLUGIN_ERROR
 *
 * Makes an element by the name of its factory, and says why not.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element
 */
WeirElement *
weir_element_factory_make_checked (const char *factoryname, const char *name, GError **error)
{
  g_return_val_if_fail (factoryname != NULL, NULL);

  g_autoptr (WeirElementFactory) factory = find (factoryname, error);
  if (factory == NULL)
    return NULL;

  const char *names[] = { "name" };
  g_auto (GValue) value = G_VALUE_INIT;
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, name);
  return create (factory, name != NULL ? 1 : 0, names, &value, error);
}

/**
 * weir_element_factory_make_full: (skip)
 * @factoryname: the name of a factory
 * @first: (nullable): the name of a property
 * @...: its value, then more such pairs, then %NULL
 *
 * Makes an element with properties by the name of its factory.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element
 */
WeirElement *
weir_element_factory_make_full (const char *factoryname, const char *first, ...)
{
  va_list args;

  va_start (args, first);
  WeirElement *element = weir_element_factory_make_valist (factoryname, first, args);
  va_end (args);
  return element;
}

/**
 * weir_element_factory_make_valist: (skip)
 * @factoryname: the name of a factory
 * @first: (nullable): the name of a property
 * @properties: its value, then more such pairs, then %NULL
 *
 * Makes an element with properties by the name of its factory.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element
 */
WeirElement *
weir_element_factory_make_valist (const char *factoryname, const char *first, va_list properties)
{
  GError *error = NULL;

  g_return_val_if_fail (factoryname != NULL, NULL);

  g_autoptr (WeirElementFactory) factory = find (factoryname, &error);
  if (factory == NULL)
    return said (NULL, error);
  return weir_element_factory_create_valist (factory, first, properties);
}

/**
 * weir_element_factory_make_with_properties:
 * @factoryname: the name of a factory
 * @n: how many properties
 * @names: (array length=n) (nullable): their names
 * @values: (array length=n) (nullable): their values
 *
 * Makes an element with properties by the name of its factory.
 *
 * Thread: any that owns nothing
 *
 * Returns: (transfer floating) (nullable): the element
 */
WeirElement *
weir_element_factory_make_with_properties (const char *factoryname, guint n, const char *names[],
                                           const GValue values[])
{
  GError *error = NULL;

  g_return_val_if_fail (factoryname != NULL, NULL);

  g_autoptr (WeirElementFactory) factory = find (factoryname, &error);
  if (factory == NULL)
    return said (NULL, error);
  return weir_element_factory_create_with_properties (factory, n, names, values);
}

/* --- registering ------------------------------------------------------------------------------------ */

/**
 * weir_element_register:
 * @plugin: (nullable): the plugin that it is from, or %NULL if it is the program's own
 * @name: the factory's name
 * @rank: its #WeirRank
 * @type: the type of the elements
 *
 * Makes a kind of element known by name, in this process. It replaces one of the same name. What its info lacks is said
 * in a warning.
 *
 * Thread: any
 *
 * Returns: %FALSE if it isn't fit for being registered
 */
gboolean
weir_element_register (WeirPlugin *plugin, const char *name, guint rank, GType type)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (plugin == NULL || WEIR_IS_PLUGIN (plugin), FALSE);
  g_return_val_if_fail (name != NULL && name[0] != '\0', FALSE);
  if (!weir_manifest_check_element (type, &error)) {
    g_warning ("%s", error->message);
    return FALSE;
  }
  g_autoptr (WeirElementFactory) factory =
    weir_element_factory_new_for_type (plugin, name, rank, type);
  return weir_registry_add_feature (weir_registry_get (), WEIR_PLUGIN_FEATURE_CAST (factory));
}
