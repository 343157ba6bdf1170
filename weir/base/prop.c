/* SPDX-License-Identifier: MIT */
/* From rows of a property table to GObject's parameters, and values in and out of instance fields. */
#include <weir/base/prop.h>

GType
weir_prop_value_type (const WeirProp *prop)
{
  switch (prop->kind) {
  case WEIR_PROP_KIND_BOOLEAN:
    return G_TYPE_BOOLEAN;
  case WEIR_PROP_KIND_INT:
    return G_TYPE_INT;
  case WEIR_PROP_KIND_UINT:
    return G_TYPE_UINT;
  case WEIR_PROP_KIND_INT64:
    return G_TYPE_INT64;
  case WEIR_PROP_KIND_UINT64:
    return G_TYPE_UINT64;
  case WEIR_PROP_KIND_FLOAT:
    return G_TYPE_FLOAT;
  case WEIR_PROP_KIND_DOUBLE:
    return G_TYPE_DOUBLE;
  case WEIR_PROP_KIND_STRING:
    return G_TYPE_STRING;
  case WEIR_PROP_KIND_ENUM:
  case WEIR_PROP_KIND_FLAGS:
  case WEIR_PROP_KIND_BOXED:
  case WEIR_PROP_KIND_OBJECT:
  case WEIR_PROP_KIND_FRACTION:
    return prop->get_type ();
  }
  g_return_val_if_reached (G_TYPE_INVALID);
}

static GParamFlags
param_flags (const WeirProp *prop)
{
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if ((prop->flags & WEIR_PROP_WRITE_ONLY) == 0)
    flags |= G_PARAM_READABLE;
  if ((prop->flags & WEIR_PROP_READ_ONLY) == 0)
    flags |= G_PARAM_WRITABLE;
  if ((prop->flags & WEIR_PROP_CONSTRUCT_ONLY) != 0)
    flags |= G_PARAM_CONSTRUCT_ONLY;
  return flags;
}

GParamSpec *
weir_prop_make_pspec (const WeirProp *prop)
{
  GParamFlags flags = param_flags (prop);
  const char *name = prop->name, *blurb = prop->blurb;

  switch (prop->kind) {
  case WEIR_PROP_KIND_BOOLEAN:
    return g_param_spec_boolean (name, name, blurb, prop->i.def != 0, flags);
  case WEIR_PROP_KIND_INT:
    return g_param_spec_int (name, name, blurb, prop->i.min, prop->i.max, prop->i.def, flags);
  case WEIR_PROP_KIND_UINT:
    return g_param_spec_uint (name, name, blurb, prop->u.min, prop->u.max, prop->u.def, flags);
  case WEIR_PROP_KIND_INT64:
    return g_param_spec_int64 (name, name, blurb, prop->i.min, prop->i.max, prop->i.def, flags);
  case WEIR_PROP_KIND_UINT64:
    return g_param_spec_uint64 (name, name, blurb, prop->u.min, prop->u.max, prop->u.def, flags);
  case WEIR_PROP_KIND_FLOAT:
    return g_param_spec_float (name, name, blurb, prop->d.min, prop->d.max, prop->d.def, flags);
  case WEIR_PROP_KIND_DOUBLE:
    return g_param_spec_double (name, name, blurb, prop->d.min, prop->d.max, prop->d.def, flags);
  case WEIR_PROP_KIND_STRING:
    return g_param_spec_string (name, name, blurb, prop->s.def, flags);
  case WEIR_PROP_KIND_ENUM:
    return g_param_spec_enum (name, name, blurb, prop->get_type (), prop->i.def, flags);
  case WEIR_PROP_KIND_FLAGS:
    return g_param_spec_flags (name, name, blurb, prop->get_type (), prop->u.def, flags);
  case WEIR_PROP_KIND_OBJECT:
    return g_param_spec_object (name, name, blurb, prop->get_type (), flags);
  case WEIR_PROP_KIND_BOXED:
    return g_param_spec_boxed (name, name, blurb, prop->get_type (), flags);
  case WEIR_PROP_KIND_FRACTION: {
    /* Fractions are a fundamental type of their own, whose parameter is made by the room that knows it. */
    GParamSpec *(*make) (const WeirProp *, GParamFlags) = (gpointer) g_type_get_qdata (
      prop->get_type (), g_quark_from_static_string ("weir-prop-make-pspec"));
    g_return_val_if_fail (make != NULL, NULL);
    return make (prop, flags);
  }
  }
  g_return_val_if_reached (NULL);
}

void
weir_prop_clear (const WeirProp *prop, gpointer field)
{
  gpointer *pointer = field;

  switch (prop->kind) {
  case WEIR_PROP_KIND_STRING:
    g_clear_pointer ((char **) field, g_free);
    break;
  case WEIR_PROP_KIND_BOXED:
    if (*pointer != NULL)
      g_boxed_free (prop->get_type (), g_steal_pointer (pointer));
    break;
  case WEIR_PROP_KIND_OBJECT:
    g_clear_object ((GObject **) field);
    break;
  default:
    break;
  }
}

void
weir_prop_store (const WeirProp *prop, gpointer field, const GValue *value)
{
  weir_prop_clear (prop, field);
  switch (prop->kind) {
  case WEIR_PROP_KIND_BOOLEAN:
    *(gboolean *) field = g_value_get_boolean (value);
    break;
  case WEIR_PROP_KIND_INT:
    *(int *) field = g_value_get_int (value);
    break;
  case WEIR_PROP_KIND_UINT:
    *(guint *) field = g_value_get_uint (value);
    break;
  case WEIR_PROP_KIND_INT64:
    *(gint64 *) field = g_value_get_int64 (value);
    break;
  case WEIR_PROP_KIND_UINT64:
    *(guint64 *) field = g_value_get_uint64 (value);
    break;
  case WEIR_PROP_KIND_FLOAT:
    *(float *) field = g_value_get_float (value);
    break;
  case WEIR_PROP_KIND_DOUBLE:
    *(double *) field = g_value_get_double (value);
    break;
  case WEIR_PROP_KIND_STRING:
    *(char **) field = g_value_dup_string (value);
    break;
  case WEIR_PROP_KIND_ENUM:
    *(int *) field = g_value_get_enum (value);
    break;
  case WEIR_PROP_KIND_FLAGS:
    *(guint *) field = g_value_get_flags (value);
    break;
  case WEIR_PROP_KIND_BOXED:
    *(gpointer *) field = g_value_dup_boxed (value);
    break;
  case WEIR_PROP_KIND_OBJECT:
    *(gpointer *) field = g_value_dup_object (value);
    break;
  case WEIR_PROP_KIND_FRACTION:
    ((int *) field)[0] = value->data[0].v_int;
    ((int *) field)[1] = value->data[1].v_int;
    break;
  }
}

void
weir_prop_store_default (const WeirProp *prop, gpointer field)
{
  switch (prop->kind) {
  case WEIR_PROP_KIND_BOOLEAN:
  case WEIR_PROP_KIND_INT:
  case WEIR_PROP_KIND_ENUM:
    *(int *) field = (int) prop->i.def;
    break;
  case WEIR_PROP_KIND_INT64:
    *(gint64 *) field = prop->i.def;
    break;
  case WEIR_PROP_KIND_UINT:
  case WEIR_PROP_KIND_FLAGS:
    *(guint *) field = (guint) prop->u.def;
    break;
  case WEIR_PROP_KIND_UINT64:
    *(guint64 *) field = prop->u.def;
    break;
  case WEIR_PROP_KIND_FLOAT:
    *(float *) field = (float) prop->d.def;
    break;
  case WEIR_PROP_KIND_DOUBLE:
    *(double *) field = prop->d.def;
    break;
  case WEIR_PROP_KIND_STRING:
    *(char **) field = g_strdup (prop->s.def);
    break;
  case WEIR_PROP_KIND_FRACTION:
    ((int *) field)[0] = prop->q.num;
    ((int *) field)[1] = prop->q.den;
    break;
  case WEIR_PROP_KIND_BOXED:
  case WEIR_PROP_KIND_OBJECT:
    break;
  }
}

void
weir_prop_load (const WeirProp *prop, gconstpointer field, GValue *value)
{
  g_value_init (value, weir_prop_value_type (prop));
  switch (prop->kind) {
  case WEIR_PROP_KIND_BOOLEAN:
    g_value_set_boolean (value, *(const gboolean *) field);
    break;
  case WEIR_PROP_KIND_INT:
    g_value_set_int (value, *(const int *) field);
    break;
  case WEIR_PROP_KIND_UINT:
    g_value_set_uint (value, *(const guint *) field);
    break;
  case WEIR_PROP_KIND_INT64:
    g_value_set_int64 (value, *(const gint64 *) field);
    break;
  case WEIR_PROP_KIND_UINT64:
    g_value_set_uint64 (value, *(const guint64 *) field);
    break;
  case WEIR_PROP_KIND_FLOAT:
    g_value_set_float (value, *(const float *) field);
    break;
  case WEIR_PROP_KIND_DOUBLE:
    g_value_set_double (value, *(const double *) field);
    break;
  case WEIR_PROP_KIND_STRING:
    g_value_set_string (value, *(char *const *) field);
    break;
  case WEIR_PROP_KIND_ENUM:
    g_value_set_enum (value, *(const int *) field);
    break;
  case WEIR_PROP_KIND_FLAGS:
    g_value_set_flags (value, *(const guint *) field);
    break;
  case WEIR_PROP_KIND_BOXED:
    g_value_set_boxed (value, *(gpointer const *) field);
    break;
  case WEIR_PROP_KIND_OBJECT:
    g_value_set_object (value, *(gpointer const *) field);
    break;
  case WEIR_PROP_KIND_FRACTION:
    value->data[0].v_int = ((const int *) field)[0];
    value->data[1].v_int = ((const int *) field)[1];
    break;
  }
}
