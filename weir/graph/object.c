/* SPDX-License-Identifier: MIT */
/* Names, parents and paths: what everything in the graph has. */
#include <string.h>

#include <weir/graph/object-private.h>

typedef struct _WeirObjectPrivate WeirObjectPrivate;

struct _WeirObjectPrivate {
  pthread_mutex_t lock; /* guards name and parent; held for a few loads and stores only */
  char *name;           /* (owned) */
  WeirObject *parent;   /* (not owned): the parent owns us */
};

enum { PROP_NAME = 1, PROP_PARENT };

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WeirObject, weir_object, G_TYPE_INITIALLY_UNOWNED)

/* One counter per class name: fakesink0, fakesink1 ... for the whole process. */
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *name_counters;

char *
weir_object_make_name (const char *stem)
{
  guint count;

  pthread_mutex_lock (&names_lock);
  if (name_counters == NULL)
    name_counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (name_counters, stem));
  g_hash_table_insert (name_counters, g_strdup (stem), GUINT_TO_POINTER (count + 1));
  pthread_mutex_unlock (&names_lock);

  /* A stem that ends in a digit gets a dash, so that no two objects meet in one name. */
  if (stem[0] != '\0' && g_ascii_isdigit (stem[strlen (stem) - 1]))
    return g_strdup_printf ("%s-%u", stem, count);
  return g_strdup_printf ("%s%u", stem, count);
}

static char *
name_from_type (WeirObject *object)
{
  const char *type_name = G_OBJECT_TYPE_NAME (object);
  g_autofree char *stem = NULL;

  if (g_str_has_prefix (type_name, "Weir"))
    type_name += strlen ("Weir");
  stem = g_ascii_strdown (type_name, -1);
  return weir_object_make_name (stem);
}

static void
weir_object_constructed (GObject *gobject)
{
  WeirObject *self = WEIR_OBJECT_CAST (gobject);

  G_OBJECT_CLASS (weir_object_parent_class)->constructed (gobject);
  if (self->object_priv->name == NULL)
    self->object_priv->name = name_from_type (self);
}

static void
weir_object_finalize (GObject *gobject)
{
  WeirObject *self = WEIR_OBJECT_CAST (gobject);

  pthread_mutex_destroy (&self->object_priv->lock);
  g_free (self->object_priv->name);
  G_OBJECT_CLASS (weir_object_parent_class)->finalize (gobject);
}

static void
weir_object_set_property (GObject *gobject, guint id, const GValue *value, GParamSpec *pspec)
{
  WeirObject *self = WEIR_OBJECT_CAST (gobject);

  switch (id) {
  case PROP_NAME:
    if (g_value_get_string (value) != NULL)
      weir_object_set_name (self, g_value_get_string (value));
    break;
  case PROP_PARENT:
    weir_object_set_parent (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (gobject, id, pspec);
  }
}

static void
weir_object_get_property (GObject *gobject, guint id, GValue *value, GParamSpec *pspec)
{
  WeirObject *self = WEIR_OBJECT_CAST (gobject);

  switch (id) {
  case PROP_NAME:
    g_value_take_string (value, weir_object_get_name (self));
    break;
  case PROP_PARENT:
    g_value_take_object (value, weir_object_get_parent (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (gobject, id, pspec);
  }
}

static void
weir_object_class_init (WeirObjectClass *klass)
{
  GObjectClass *gobject_class = G_OBJECT_CLASS (klass);

  gobject_class->constructed = weir_object_constructed;
  gobject_class->finalize = weir_object_finalize;
  gobject_class->set_property = weir_object_set_property;
  gobject_class->get_property = weir_object_get_property;
  klass->path_separator = "/";

  g_object_class_install_property (
    gobject_class, PROP_NAME,
    g_param_spec_string ("name", "Name", "The name of the object", NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
    gobject_class, PROP_PARENT,
    g_param_spec_object ("parent", "Parent", "The object that holds this one", WEIR_TYPE_OBJECT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
weir_object_init (WeirObject *self)
{
  self->object_priv = weir_object_get_instance_private (self);
  pthread_mutex_init (&self->object_priv->lock, NULL);
}

/**
 * weir_object_set_name:
 * @object: an object
 * @name: (nullable): the new name, or %NULL for one made from the type and a counter
 *
 * Names the object. An object that has a parent keeps its name. Thread: any.
 *
 * Returns: %TRUE if the name was set
 */
gboolean
weir_object_set_name (WeirObject *object, const char *name)
{
  g_autofree char *made = NULL, *old = NULL;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_OBJECT (object), FALSE);

  made = name != NULL ? g_strdup (name) : name_from_type (object);
  pthread_mutex_lock (&object->object_priv->lock);
  ok = object->object_priv->parent == NULL;
  if (ok) {
    old = object->object_priv->name;
    object->object_priv->name = g_steal_pointer (&made);
  }
  pthread_mutex_unlock (&object->object_priv->lock);
  return ok;
}

/**
 * weir_object_get_name:
 * @object: an object
 *
 * Thread: any.
 *
 * Returns: (transfer full): its name
 */
char *
weir_object_get_name (WeirObject *object)
{
  char *name;

  g_return_val_if_fail (WEIR_IS_OBJECT (object), NULL);

  pthread_mutex_lock (&object->object_priv->lock);
  name = g_strdup (object->object_priv->name);
  pthread_mutex_unlock (&object->object_priv->lock);
  return name;
}

/**
 * weir_object_peek_name: (skip)
 * @object: an object
 *
 * The name without a copy; stays valid while the object has a parent or nobody renames it. Thread: any.
 *
 * Returns: (transfer none): its name
 */
const char *
weir_object_peek_name (WeirObject *object)
{
  return object != NULL ? object->object_priv->name : "(none)";
}

/**
 * weir_object_set_parent:
 * @object: an object without a parent
 * @parent: its parent from now on
 *
 * Gives @object to @parent, sinking a floating reference. Thread: any.
 *
 * Returns: %FALSE if it has a parent already
 */
gboolean
weir_object_set_parent (WeirObject *object, WeirObject *parent)
{
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_OBJECT (object), FALSE);
  g_return_val_if_fail (WEIR_IS_OBJECT (parent), FALSE);
  g_return_val_if_fail (object != parent, FALSE);

  pthread_mutex_lock (&object->object_priv->lock);
  ok = object->object_priv->parent == NULL;
  if (ok)
    __atomic_store_n (&object->object_priv->parent, parent, __ATOMIC_RELEASE);
  pthread_mutex_unlock (&object->object_priv->lock);
  if (ok)
    g_object_ref_sink (object);
  return ok;
}

/**
 * weir_object_get_parent:
 * @object: an object
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): its parent
 */
WeirObject *
weir_object_get_parent (WeirObject *object)
{
  WeirObject *parent;

  g_return_val_if_fail (WEIR_IS_OBJECT (object), NULL);

  pthread_mutex_lock (&object->object_priv->lock);
  parent = object->object_priv->parent;
  if (parent != NULL)
    g_object_ref (parent);
  pthread_mutex_unlock (&object->object_priv->lock);
  return parent;
}

WeirObject *
weir_object_peek_parent (WeirObject *object)
{
  return __atomic_load_n (&object->object_priv->parent, __ATOMIC_ACQUIRE);
}

/**
 * weir_object_unparent:
 * @object: an object
 *
 * Takes it from its parent and drops the parent's reference. Thread: any.
 */
void
weir_object_unparent (WeirObject *object)
{
  WeirObject *parent;

  g_return_if_fail (WEIR_IS_OBJECT (object));

  pthread_mutex_lock (&object->object_priv->lock);
  parent = object->object_priv->parent;
  __atomic_store_n (&object->object_priv->parent, NULL, __ATOMIC_RELEASE);
  pthread_mutex_unlock (&object->object_priv->lock);
  if (parent != NULL)
    g_object_unref (object);
}

/**
 * weir_object_has_as_parent:
 * @object: an object
 * @parent: another one
 *
 * Thread: any.
 *
 * Returns: whether @parent holds @object
 */
gboolean
weir_object_has_as_parent (WeirObject *object, WeirObject *parent)
{
  g_return_val_if_fail (WEIR_IS_OBJECT (object), FALSE);
  return parent != NULL && weir_object_peek_parent (object) == parent;
}

/**
 * weir_object_has_as_ancestor:
 * @object: an object
 * @ancestor: another one
 *
 * Thread: any.
 *
 * Returns: whether @ancestor is @object or holds it, at any depth
 */
gboolean
weir_object_has_as_ancestor (WeirObject *object, WeirObject *ancestor)
{
  g_return_val_if_fail (WEIR_IS_OBJECT (object), FALSE);

  for (WeirObject *at = object; at != NULL; at = weir_object_peek_parent (at)) {
    if (at == ancestor)
      return TRUE;
  }
  return FALSE;
}

/**
 * weir_object_get_path_string:
 * @object: an object
 *
 * Where it stands, from the outermost object down: `/pipeline0/bin0/fakesink0.sink`. Thread: any.
 *
 * Returns: (transfer full): the path
 */
char *
weir_object_get_path_string (WeirObject *object)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (WeirObject) at = NULL;

  g_return_val_if_fail (WEIR_IS_OBJECT (object), NULL);

  at = g_object_ref (object);
  while (at != NULL) {
    g_autofree char *name = weir_object_get_name (at);
    WeirObject *parent = weir_object_get_parent (at);

    g_string_prepend (path, name);
    g_string_prepend (path, WEIR_OBJECT_GET_CLASS (at)->path_separator);
    g_object_unref (at);
    at = parent;
  }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * weir_object_ref: (skip)
 * @object: an object
 *
 * Thread: any.
 *
 * Returns: (transfer full): @object
 */
gpointer
weir_object_ref (gpointer object)
{
  return g_object_ref (object);
}

/**
 * weir_object_unref: (skip)
 * @object: an object
 *
 * Drops a reference. Thread: any.
 */
void
weir_object_unref (gpointer object)
{
  g_object_unref (object);
}

/**
 * weir_object_ref_sink: (skip)
 * @object: an object
 *
 * Thread: any.
 *
 * Returns: (transfer full): @object
 */
gpointer
weir_object_ref_sink (gpointer object)
{
  return g_object_ref_sink (object);
}

/**
 * weir_object_replace: (skip)
 * @oldobj: (inout) (transfer full) (nullable): where the old one stands
 * @newobj: (transfer none) (nullable): what shall stand there
 *
 * Drops the object that stands in a place and puts a reference of the new one there.
 * Thread: owner of the place.
 *
 * Returns: %TRUE if they differ
 */
gboolean
weir_object_replace (WeirObject **oldobj, WeirObject *newobj)
{
  return g_set_object (oldobj, newobj);
}

/**
 * weir_object_check_uniqueness:
 * @list: (element-type Weir.Object) (transfer none): objects
 * @name: a name
 *
 * Thread: any.
 *
 * Returns: %TRUE if no object of @list has that name
 */
gboolean
weir_object_check_uniqueness (GList *list, const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (GList *l = list; l != NULL; l = l->next) {
    g_autofree char *other = weir_object_get_name (l->data);
    if (g_strcmp0 (other, name) == 0)
      return FALSE;
  }
  return TRUE;
}
