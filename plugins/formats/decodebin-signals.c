/* SPDX-License-Identifier: MIT */
/* The signals by which programs take part in decodebin's choices, with what is done where nobody listens. */
#include "decodebin-signals.h"

#include "autoplug.h"

enum { UNKNOWN_TYPE, CONTINUE, FACTORIES, SORT, SELECT, DRAINED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GType
select_result_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_AUTOPLUG_SELECT_TRY, "WEIR_AUTOPLUG_SELECT_TRY", "try" },
    { WEIR_AUTOPLUG_SELECT_EXPOSE, "WEIR_AUTOPLUG_SELECT_EXPOSE", "expose" },
    { WEIR_AUTOPLUG_SELECT_SKIP, "WEIR_AUTOPLUG_SELECT_SKIP", "skip" },
    { 0, NULL, NULL }
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirAutoplugSelectResult", values));
  return type;
}

/* Handlers of the known programs speak in value arrays. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GValueArray *
to_values (GPtrArray *factories)
{
  GValueArray *array = g_value_array_new (factories->len);

  for (guint i = 0; i < factories->len; i++) {
    GValue value = G_VALUE_INIT;

    g_value_init (&value, WEIR_TYPE_ELEMENT_FACTORY);
    g_value_set_object (&value, factories->pdata[i]);
    g_value_array_append (array, &value);
    g_value_unset (&value);
  }
  return array;
}

static GPtrArray *
from_values (GValueArray *array)
{
  GPtrArray *factories = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; array != NULL && i < array->n_values; i++) {
    const GValue *value = g_value_array_get_nth (array, i);
    if (G_VALUE_HOLDS (value, WEIR_TYPE_ELEMENT_FACTORY))
      g_ptr_array_add (factories, g_value_dup_object (value));
  }
  return factories;
}

/* The first handler that gives something decides. */
static gboolean
first_array (GSignalInvocationHint *hint, GValue *sum, const GValue *answer, gpointer data)
{
  gpointer array = g_value_get_boxed (answer);

  if (array != NULL)
    g_value_set_boxed (sum, array);
  return array == NULL;
}

void
weir_decodebin_install_signals (GType type)
{
  signals[UNKNOWN_TYPE] = g_signal_new ("unknown-type", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, WEIR_TYPE_PAD, WEIR_TYPE_CAPS);
  signals[CONTINUE] =
    g_signal_new ("autoplug-continue", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins,
                  NULL, NULL, G_TYPE_BOOLEAN, 2, WEIR_TYPE_PAD, WEIR_TYPE_CAPS);
  signals[FACTORIES] =
    g_signal_new ("autoplug-factories", type, G_SIGNAL_RUN_LAST, 0, first_array, NULL, NULL,
                  g_value_array_get_type (), 2, WEIR_TYPE_PAD, WEIR_TYPE_CAPS);
  signals[SORT] = g_signal_new ("autoplug-sort", type, G_SIGNAL_RUN_LAST, 0, first_array, NULL,
                                NULL, g_value_array_get_type (), 3, WEIR_TYPE_PAD, WEIR_TYPE_CAPS,
                                g_value_array_get_type () | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SELECT] = g_signal_new (
    "autoplug-select", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins, NULL, NULL,
    select_result_get_type (), 3, WEIR_TYPE_PAD, WEIR_TYPE_CAPS, WEIR_TYPE_ELEMENT_FACTORY);
  signals[DRAINED] =
    g_signal_new ("drained", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static gboolean
listened (WeirElement *self, guint signal)
{
  return g_signal_has_handler_pending (self, signals[signal], 0, FALSE);
}

gboolean
weir_decodebin_signal_continue (WeirElement *self, WeirPad *pad, WeirCaps *caps)
{
  gboolean go_on = TRUE;

  if (listened (self, CONTINUE))
    g_signal_emit (self, signals[CONTINUE], 0, pad, caps, &go_on);
  return go_on;
}

GPtrArray *
weir_decodebin_signal_factories (WeirElement *self, WeirPad *pad, WeirCaps *caps,
                                 WeirElementFactory *from)
{
  GPtrArray *factories = NULL;
  GValueArray *given = NULL;

  if (listened (self, FACTORIES))
    g_signal_emit (self, signals[FACTORIES], 0, pad, caps, &given);
  factories = given != NULL ? from_values (given) : weir_autoplug_candidates (caps, from);
  g_clear_pointer (&given, g_value_array_free);

  if (listened (self, SORT)) {
    GValueArray *before = to_values (factories);

    g_signal_emit (self, signals[SORT], 0, pad, caps, before, &given);
    if (given != NULL) {
      g_ptr_array_unref (factories);
      factories = from_values (given);
      g_value_array_free (given);
    }
    g_value_array_free (before);
  }
  return factories;
}

WeirAutoplugSelectResult
weir_decodebin_signal_select (WeirElement *self, WeirPad *pad, WeirCaps *caps,
                              WeirElementFactory *factory)
{
  int result = WEIR_AUTOPLUG_SELECT_TRY;

  if (listened (self, SELECT))
    g_signal_emit (self, signals[SELECT], 0, pad, caps, factory, &result);
  return (WeirAutoplugSelectResult) result;
}

G_GNUC_END_IGNORE_DEPRECATIONS

void
weir_decodebin_signal_unknown_type (WeirElement *self, WeirPad *pad, WeirCaps *caps)
{
  g_signal_emit (self, signals[UNKNOWN_TYPE], 0, pad, caps);
}

void
weir_decodebin_signal_drained (WeirElement *self)
{
  g_signal_emit (self, signals[DRAINED], 0);
}

gboolean
weir_decodebin_wants_drained (WeirElement *self)
{
  return listened (self, DRAINED);
}
