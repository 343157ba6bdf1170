/* SPDX-License-Identifier: MIT */
/* Setting properties from text. What can't be set is explained: the value, and the values that would do. */
#include <string.h>

#include <weir/base/error.h>
#include <weir/base/log.h>
#include <weir/data/caps.h>
#include <weir/data/value.h>
#include <weir/graph/child-proxy.h>
#include <weir/graph/object.h>
#include <weir/graph/set-text.h>

WEIR_LOG_TOPIC ("property");

static char *
name_of (GObject *object)
{
  if (WEIR_IS_OBJECT (object))
    return weir_object_get_name (WEIR_OBJECT_CAST (object));
  return g_strdup (G_OBJECT_TYPE_NAME (object));
}

static void
no_property_error (GObject *object, const char *name, GError **error)
{
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree char *who = name_of (object);
  const char *near;

  for (guint i = 0; i < n; i++)
    names[i] = specs[i]->name;
  near = weir_error_did_you_mean (names, n, name);
  if (near != NULL)
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_NO_SUCH_PROPERTY,
                 "\"%s\" has no property \"%s\"; did you mean \"%s\"?", who, name, near);
  else
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_NO_SUCH_PROPERTY,
                 "\"%s\" has no property \"%s\"; `weir inspect` lists the properties of an element", who, name);
}

/* --- what would be right ---------------------------------------------------------------------------------------------- */

static char *
enum_wish (GType type, const char *text)
{
  GEnumClass *klass = g_type_class_ref (type);
  g_autofree const char **nicks = g_new0 (const char *, klass->n_values + 1);
  g_autofree char *list = NULL;
  const char *near;
  char *wish;

  for (guint i = 0; i < klass->n_values; i++)
    nicks[i] = klass->values[i].value_nick;
  list = g_strjoinv (", ", (char **) nicks);
  near = weir_error_did_you_mean (nicks, klass->n_values, text);
  wish = near != NULL ? g_strdup_printf ("did you mean \"%s\"? It takes one of %s", near, list)
                      : g_strdup_printf ("it takes one of %s", list);
  g_type_class_unref (klass);
  return wish;
}

static char *
flags_wish (GType type)
{
  GFlagsClass *klass = g_type_class_ref (type);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", klass->values[i].value_nick);
  g_type_class_unref (klass);
  return g_strdup_printf ("it takes a sum of %s, as in %s", list->str, "a+b");
}

static char *
number_wish (GParamSpec *pspec)
{
  if (G_IS_PARAM_SPEC_INT (pspec))
    return g_strdup_printf ("it takes a whole number from %d to %d", G_PARAM_SPEC_INT (pspec)->minimum,
                            G_PARAM_SPEC_INT (pspec)->maximum);
  if (G_IS_PARAM_SPEC_UINT (pspec))
    return g_strdup_printf ("it takes a whole number from %u to %u", G_PARAM_SPEC_UINT (pspec)->minimum,
                            G_PARAM_SPEC_UINT (pspec)->maximum);
  if (G_IS_PARAM_SPEC_INT64 (pspec))
    return g_strdup_printf ("it takes a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                            G_PARAM_SPEC_INT64 (pspec)->minimum, G_PARAM_SPEC_INT64 (pspec)->maximum);
  if (G_IS_PARAM_SPEC_UINT64 (pspec))
    return g_strdup_printf ("it takes a whole number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
                            G_PARAM_SPEC_UINT64 (pspec)->minimum, G_PARAM_SPEC_UINT64 (pspec)->maximum);
  if (G_IS_PARAM_SPEC_FLOAT (pspec))
    return g_strdup_printf ("it takes a number from %g to %g", G_PARAM_SPEC_FLOAT (pspec)->minimum,
                            G_PARAM_SPEC_FLOAT (pspec)->maximum);
  if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    return g_strdup_printf ("it takes a number from %g to %g", G_PARAM_SPEC_DOUBLE (pspec)->minimum,
                            G_PARAM_SPEC_DOUBLE (pspec)->maximum);
  return NULL;
}

static char *
wish_of (GParamSpec *pspec, const char *text)
{
  char *wish;

  if (G_IS_PARAM_SPEC_ENUM (pspec))
    return enum_wish (pspec->value_type, text);
  if (G_IS_PARAM_SPEC_FLAGS (pspec))
    return flags_wish (pspec->value_type);
  if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    return g_strdup ("it takes true or false");
  wish = number_wish (pspec);
  if (wish != NULL)
    return wish;
  return g_strdup_printf ("it takes a %s", g_type_name (pspec->value_type));
}

/* --- setting ---------------------------------------------------------------------------------------------------------- */

/* Numbers out of range would be clamped without a word. */
static gboolean
fits (GParamSpec *pspec, const GValue *value)
{
  g_auto (GValue) copy = G_VALUE_INIT;

  if (G_IS_PARAM_SPEC_OBJECT (pspec) || G_IS_PARAM_SPEC_BOXED (pspec) || G_IS_PARAM_SPEC_STRING (pspec))
    return TRUE;
  g_value_init (&copy, G_VALUE_TYPE (value));
  g_value_copy (value, &copy);
  return !g_param_value_validate (pspec, &copy);
}

static gboolean
parse_caps (GValue *value, const char *text, GError **error)
{
  WeirCaps *caps = weir_caps_from_string_checked (text, error);

  if (caps == NULL)
    return FALSE;
  g_value_take_boxed (value, caps);
  return TRUE;
}

/**
 * weir_util_set_property_from_text:
 * @object: an object
 * @name: a property's name; `child::name` for one of a child
 * @text: the value as text: numbers, `true`, nicks of enums (`snow`) and flags (`a+b`), caps, fractions, strings
 * @error: which property or value is wrong, and what would be right
 *
 * Thread: any.
 *
 * Returns: %TRUE if it was set
 */
gboolean
weir_util_set_property_from_text (GObject *object, const char *name, const char *text, GError **error)
{
  g_autoptr (GObject) target = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *who = NULL, *wish = NULL;
  GParamSpec *pspec = NULL;

  g_return_val_if_fail (G_IS_OBJECT (object), FALSE);
  g_return_val_if_fail (name != NULL && text != NULL, FALSE);

  if (strstr (name, "::") != NULL && WEIR_IS_CHILD_PROXY (object)) {
    if (!weir_child_proxy_lookup (WEIR_CHILD_PROXY (object), name, &target, &pspec))
      pspec = NULL;
  } else {
    pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
    target = g_object_ref (object);
  }
  if (pspec == NULL) {
    no_property_error (object, name, error);
    return FALSE;
  }
  who = name_of (target);
  if ((pspec->flags & G_PARAM_WRITABLE) == 0) {
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY,
                 "property \"%s\" of \"%s\" can only be read", pspec->name, who);
    return FALSE;
  }
  g_value_init (&value, pspec->value_type);
  if (pspec->value_type == WEIR_TYPE_CAPS) {
    g_autoptr (GError) cause = NULL;

    if (!parse_caps (&value, text, &cause)) {
      g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY,
                   "property \"%s\" of \"%s\" takes caps, and these don't parse: %s", pspec->name, who, cause->message);
      return FALSE;
    }
  } else if (!weir_value_deserialize (&value, text) || !fits (pspec, &value)) {
    wish = wish_of (pspec, text);
    g_set_error (error, WEIR_PARSE_ERROR, WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY,
                 "property \"%s\" of \"%s\" can't be \"%s\": %s", pspec->name, who, text, wish);
    return FALSE;
  }
  g_object_set_property (target, pspec->name, &value);
  return TRUE;
}

/**
 * weir_util_set_object_arg:
 * @object: an object
 * @name: a property's name
 * @value: the value as text
 *
 * As weir_util_set_property_from_text (); what can't be set is logged. Thread: any.
 */
void
weir_util_set_object_arg (GObject *object, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (!weir_util_set_property_from_text (object, name, value, &error)) {
    g_autofree char *who = name_of (object);
    WEIR_LOG_WARNING (who, "%s", error->message);
  }
}
