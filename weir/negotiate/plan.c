/* SPDX-License-Identifier: MIT */
/* Plans: the choices that the elements would make, from the sources on, as pure functions over the graph. */
#include <string.h>

#include <weir/graph/bin-private.h>
#include <weir/graph/explain-hook.h>
#include <weir/negotiate/plan.h>

struct _WeirPlan {
  int refs;         /* atomic */
  GPtrArray *links; /* of WeirPlanLink */
};

G_DEFINE_BOXED_TYPE (WeirPlan, weir_plan, weir_plan_ref, weir_plan_unref)

static void
link_free (gpointer data)
{
  WeirPlanLink *link = data;

  g_free (link->src_pad);
  g_free (link->sink_pad);
  g_clear_pointer (&link->caps, weir_caps_unref);
  g_clear_pointer (&link->possible, weir_caps_unref);
  g_free (link);
}

/**
 * weir_plan_ref: (skip)
 * @plan: a plan
 *
 * Thread: any.
 *
 * Returns: (transfer full): @plan
 */
WeirPlan *
weir_plan_ref (WeirPlan *plan)
{
  __atomic_fetch_add (&plan->refs, 1, __ATOMIC_RELAXED);
  return plan;
}

/**
 * weir_plan_unref: (skip)
 * @plan: (transfer full): a plan
 *
 * Drops a reference. Thread: any.
 */
void
weir_plan_unref (WeirPlan *plan)
{
  if (__atomic_fetch_sub (&plan->refs, 1, __ATOMIC_ACQ_REL) != 1)
    return;
  g_ptr_array_unref (plan->links);
  g_free (plan);
}

/* --- choosing ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  WeirPlan *plan;
  GHashTable *chosen; /* source pad (WeirPad) -> WeirCaps, where they are known */
} Planning;

/* What comes into the element, if that is known and the same at all its inputs. */
static const WeirCaps *
input_of (Planning *planning, WeirElement *element)
{
  const WeirCaps *found = NULL;

  for (guint i = 0; i < element->priv->sinks->len; i++) {
    WeirPad *far = ((WeirPad *) element->priv->sinks->pdata[i])->far;
    const WeirCaps *caps = far != NULL ? g_hash_table_lookup (planning->chosen, far) : NULL;

    if (caps == NULL || (found != NULL && !weir_caps_is_equal (caps, found)))
      return NULL;
    found = caps;
  }
  return found;
}

/* What the source pad could give. */
static WeirCaps *
possible_at (WeirElement *element, WeirPad *src, const WeirCaps *in)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (element);
  g_autoptr (WeirCaps) out = NULL, own = NULL;

  if (klass->transform_caps == NULL || in == NULL)
    return weir_pad_allowed (src);
  out = klass->transform_caps (element, WEIR_PAD_SINK, in);
  own = weir_pad_own_caps (src);
  if (out == NULL)
    return g_steal_pointer (&own);
  return weir_caps_intersect_full (out, own, WEIR_CAPS_INTERSECT_FIRST);
}

/* NULL: only data can tell, as with codecs, and with whatever comes after what isn't known. */
static WeirCaps *
choose (WeirElement *element, WeirPad *src, const WeirCaps *in, WeirCaps *possible)
{
  WeirElementClass *klass = WEIR_ELEMENT_GET_CLASS (element);

  if (in == NULL && (element->priv->sinks->len > 0 || weir_caps_is_any (possible)))
    return NULL;
  if (klass->choose_caps != NULL)
    return klass->choose_caps (element, src, in, weir_caps_ref (possible));
  if (in != NULL && !weir_caps_is_any (possible) && weir_caps_is_subset (in, possible))
    return weir_caps_ref ((WeirCaps *) in); /* what needs no conversion first */
  return NULL;
}

static gboolean
plan_link (Planning *planning, WeirElement *element, WeirPad *src, GError **error)
{
  const WeirCaps *in = input_of (planning, element);
  g_autoptr (WeirCaps) offered = NULL, wanted = NULL, common = NULL;
  WeirPlanLink *link;

  offered = possible_at (element, src, in);
  wanted = weir_pad_allowed (src->far);
  common = weir_caps_is_any (offered) ? weir_caps_ref (wanted)
                                      : weir_caps_intersect_full (offered, wanted, WEIR_CAPS_INTERSECT_FIRST);
  if (weir_caps_is_empty (common)) {
    weir_explain_link (src, src->far, offered, wanted, error);
    return FALSE;
  }
  link = g_new0 (WeirPlanLink, 1);
  link->src_pad = weir_object_get_path_string (WEIR_OBJECT_CAST (src));
  link->sink_pad = weir_object_get_path_string (WEIR_OBJECT_CAST (src->far));
  link->caps = choose (element, src, in, common);
  link->possible = g_steal_pointer (&common);
  g_ptr_array_add (planning->plan->links, link);
  if (link->caps == NULL)
    return TRUE;
  link->converts = in != NULL && !weir_caps_is_equal (in, link->caps);
  link->copies = link->converts;
  g_hash_table_insert (planning->chosen, src, weir_caps_ref (link->caps));
  return TRUE;
}

/* Pads that come with the data: nothing can be said of what is behind them. */
static void
plan_pads_to_come (Planning *planning, WeirElement *element)
{
  GPtrArray *templates = WEIR_ELEMENT_GET_CLASS (element)->templates;
  g_autofree char *path = weir_object_get_path_string (WEIR_OBJECT_CAST (element));

  for (guint i = 0; i < templates->len; i++) {
    WeirPadTemplate *templ = templates->pdata[i];
    WeirPlanLink *link;

    if (templ->presence != WEIR_PAD_SOMETIMES || templ->direction != WEIR_PAD_SRC)
      continue;
    link = g_new0 (WeirPlanLink, 1);
    link->src_pad = g_strdup_printf ("%s.%s", path, templ->name_template);
    link->possible = weir_caps_ref (templ->caps);
    g_ptr_array_add (planning->plan->links, link);
  }
}

static gboolean
plan_element (Planning *planning, WeirElement *element, GError **error)
{
  for (guint i = 0; i < element->priv->srcs->len; i++) {
    WeirPad *src = element->priv->srcs->pdata[i];

    if (src->far != NULL && !plan_link (planning, element, src, error))
      return FALSE;
  }
  return TRUE;
}

/* Bins in order, what is in them in order: sources first. */
static gboolean
plan_all (Planning *planning, WeirBin *bin, GError **error)
{
  g_autoptr (GPtrArray) order = weir_bin_sorted (bin);

  for (guint i = order->len; i > 0; i--) {
    WeirElement *element = order->pdata[i - 1];

    if (element->priv->is_bin && !plan_all (planning, WEIR_BIN_CAST (element), error))
      return FALSE;
    if (!element->priv->is_bin && !plan_element (planning, element, error))
      return FALSE;
    plan_pads_to_come (planning, element);
  }
  return TRUE;
}

/**
 * weir_plan_bin:
 * @bin: a pipeline that doesn't run
 * @error: why it would not work: an explanation with the two pads
 *
 * Foresees which caps its links would carry. Nothing is run, opened or written. Thread: any that owns no element.
 *
 * Returns: (transfer full) (nullable): the plan
 */
WeirPlan *
weir_plan_bin (WeirBin *bin, GError **error)
{
  Planning planning = { g_new0 (WeirPlan, 1), NULL };
  WeirStrand *strand;
  gboolean ok;

  g_return_val_if_fail (WEIR_IS_BIN (bin), NULL);

  planning.plan->refs = 1;
  planning.plan->links = g_ptr_array_new_with_free_func (link_free);
  planning.chosen = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) weir_caps_unref);
  strand = weir_element_enter_strand (WEIR_ELEMENT_CAST (bin));
  ok = plan_all (&planning, bin, error);
  weir_strand_leave (strand);
  weir_strand_unref (strand);
  g_hash_table_unref (planning.chosen);
  if (!ok)
    g_clear_pointer (&planning.plan, weir_plan_unref);
  return planning.plan;
}

/**
 * weir_plan_get_n_links:
 * @plan: a plan
 *
 * Thread: any.
 *
 * Returns: how many links it has
 */
guint
weir_plan_get_n_links (WeirPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->links->len;
}

/**
 * weir_plan_get_link: (skip)
 * @plan: a plan
 * @index: which one, from 0
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the link
 */
const WeirPlanLink *
weir_plan_get_link (WeirPlan *plan, guint index)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return index < plan->links->len ? plan->links->pdata[index] : NULL;
}

static void
add_line (GString *text, const WeirPlanLink *link)
{
  g_autofree char *caps = NULL;

  g_string_append_printf (text, "%s -> %s\n    ", link->src_pad,
                          link->sink_pad != NULL ? link->sink_pad : "(pads that come with the data)");
  if (link->caps != NULL) {
    caps = weir_caps_to_string (link->caps);
    g_string_append_printf (text, "%s%s\n", caps, link->converts ? "   [converts, copies]" : "   [no copy]");
    return;
  }
  caps = link->possible != NULL ? weir_caps_to_string (link->possible) : g_strdup ("ANY");
  g_string_append_printf (text, "unknown until data: %.200s%s\n", caps, strlen (caps) > 200 ? "..." : "");
}

/**
 * weir_plan_to_string:
 * @plan: a plan
 *
 * Thread: any.
 *
 * Returns: (transfer full): it as text, two lines a link
 */
char *
weir_plan_to_string (WeirPlan *plan)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (plan != NULL, NULL);

  for (guint i = 0; i < plan->links->len; i++)
    add_line (text, plan->links->pdata[i]);
  return g_string_free (text, FALSE);
}
