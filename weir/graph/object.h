/* SPDX-License-Identifier: MIT */
/* What elements, pads, buses and clocks have in common: a name, a parent, a path. */
#pragma once

#include <weir/graph/types.h>

G_BEGIN_DECLS

#define WEIR_TYPE_OBJECT (weir_object_get_type ())
WEIR_API GType weir_object_get_type (void) G_GNUC_CONST;
#define WEIR_OBJECT(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_OBJECT, WeirObject))
#define WEIR_IS_OBJECT(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_OBJECT))
#define WEIR_OBJECT_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), WEIR_TYPE_OBJECT, WeirObjectClass))
#define WEIR_OBJECT_CAST(object) ((WeirObject *) (object))
#define WEIR_OBJECT_GET_CLASS(object) (G_TYPE_INSTANCE_GET_CLASS ((object), WEIR_TYPE_OBJECT, WeirObjectClass))
typedef struct _WeirObjectClass WeirObjectClass;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirObject, g_object_unref)

struct _WeirObject {
  GInitiallyUnowned parent_instance;

  /*< private >*/
  struct _WeirObjectPrivate *object_priv;
};

struct _WeirObjectClass {
  GInitiallyUnownedClass parent_class;

  /*< private >*/
  const char *path_separator; /* before the name in a path: "/" , "." for pads */
};

WEIR_API gboolean weir_object_set_name (WeirObject *object, const char *name);
WEIR_API char *weir_object_get_name (WeirObject *object);
WEIR_API gboolean weir_object_set_parent (WeirObject *object, WeirObject *parent);
WEIR_API WeirObject *weir_object_get_parent (WeirObject *object);
WEIR_API void weir_object_unparent (WeirObject *object);
WEIR_API gboolean weir_object_has_as_parent (WeirObject *object, WeirObject *parent);
WEIR_API gboolean weir_object_has_as_ancestor (WeirObject *object, WeirObject *ancestor);
WEIR_API char *weir_object_get_path_string (WeirObject *object);
WEIR_API gpointer weir_object_ref (gpointer object);
WEIR_API void weir_object_unref (gpointer object);
WEIR_API gpointer weir_object_ref_sink (gpointer object);
WEIR_API gboolean weir_object_replace (WeirObject **oldobj, WeirObject *newobj);
WEIR_API gboolean weir_object_check_uniqueness (GList *list, const char *name);

#define WEIR_OBJECT_NAME(object) (weir_object_peek_name (WEIR_OBJECT_CAST (object)))
WEIR_API const char *weir_object_peek_name (WeirObject *object);

/* Who posted a message: an object of the graph, or nobody. */
#define WEIR_MESSAGE_SRC(message) (WEIR_OBJECT_CAST (WEIR_MESSAGE_CAST (message)->src))
#define WEIR_MESSAGE_SRC_NAME(message) (WEIR_OBJECT_NAME (WEIR_MESSAGE_SRC (message)))

G_END_DECLS
