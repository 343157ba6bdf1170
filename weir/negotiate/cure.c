/* SPDX-License-Identifier: MIT */
/* Looks for a cure, breadth first: all single elements, then pairs, then three.
 *
 * What an element makes of caps is asked from an instance (its transform_caps), because a template doesn't say that
 * videoconvert keeps the width. Encoders and decoders, which have no such function, make what their template says. */
#include <string.h>

#include <weir/base/reaper.h>
#include <weir/graph/element-private.h>
#include <weir/graph/factory-hook.h>
#include <weir/negotiate/cure.h>

#define MAX_LENGTH 3

static WeirCureCandidates candidates_func;

void
weir_set_cure_candidates (WeirCureCandidates func)
{
  __atomic_store_n (&candidates_func, func, __ATOMIC_RELEASE);
}

typedef struct {
  WeirCaps *caps; /* (owned): what comes out */
  char *chain;    /* (owned) */
  gboolean encoded;
} Reached;

static void
reached_clear (gpointer data)
{
  Reached *reached = data;

  g_clear_pointer (&reached->caps, weir_caps_unref);
  g_clear_pointer (&reached->chain, g_free);
}

/* What comes out of the candidate when `caps` go in; NULL: they don't. */
static WeirCaps *
through (const WeirCureCandidate *candidate, GHashTable *instances, const WeirCaps *caps)
{
  g_autoptr (WeirCaps) taken = weir_caps_intersect ((WeirCaps *) caps, candidate->sink);
  WeirElement *element;
  WeirElementClass *klass;
  WeirCaps *out;

  if (weir_caps_is_empty (taken))
    return NULL;
  element = g_hash_table_lookup (instances, candidate->name);
  if (element == NULL) {
    element = weir_make_element (candidate->name, NULL, NULL);
    if (element == NULL)
      return NULL;
    g_hash_table_insert (instances, (gpointer) candidate->name, g_object_ref_sink (element));
  }
  klass = WEIR_ELEMENT_GET_CLASS (element);
  if (klass->transform_caps == NULL)
    return weir_caps_ref (candidate->src);
  out = klass->transform_caps (element, WEIR_PAD_SINK, taken);
  if (out != NULL) {
    WeirCaps *within = weir_caps_intersect (out, candidate->src);
    weir_caps_unref (out);
    out = within;
  }
  return out;
}

/* Converters say what they do by their class, but for videorate, whose known class is that of an effect. Effects, sinks and the
 * like are no cure. */
static gboolean
is_cure (const WeirCureCandidate *candidate)
{
  return strstr (candidate->klass, "Converter") != NULL || strstr (candidate->klass, "Codec/Encoder") != NULL
         || strstr (candidate->klass, "Codec/Decoder") != NULL || strstr (candidate->klass, "Codec/Parser") != NULL
         || g_str_equal (candidate->name, "videorate");
}

/* To encode and decode again mends nothing: what comes out is what went in. */
static gboolean
leads_back (const Reached *from, const WeirCureCandidate *candidate)
{
  return from->encoded && strstr (candidate->klass, "Codec/Decoder") != NULL;
}

/* Of two cures of one length that which changes less; of equals the shorter word. */
static gboolean
is_better (const Reached *a, const Reached *b)
{
  gboolean within = weir_caps_is_subset (a->caps, b->caps), around = weir_caps_is_subset (b->caps, a->caps);

  return within != around ? within : strlen (a->chain) < strlen (b->chain);
}

/* Puts `candidate` behind `from`: the way is among the best found, is followed further, or ends. */
static void
extend (const Reached *from, const WeirCureCandidate *candidate, GHashTable *instances, const WeirCaps *wanted, GArray *next,
        Reached *best)
{
  WeirCaps *out;
  Reached to;

  if (!is_cure (candidate) || leads_back (from, candidate) || strstr (from->chain, candidate->name) != NULL)
    return;
  out = through (candidate, instances, from->caps);
  if (out == NULL)
    return;
  to = (Reached){ out, g_strconcat (from->chain, from->chain[0] != '\0' ? " ! " : "", candidate->name, NULL),
                  from->encoded || strstr (candidate->klass, "Codec/Encoder") != NULL };
  if (weir_caps_can_intersect (out, wanted) && (best->chain == NULL || is_better (&to, best))) {
    reached_clear (best);
    *best = to;
  } else if (weir_caps_is_empty (out) || next->len > 200) {
    reached_clear (&to);
  } else {
    g_array_append_val (next, to);
  }
}

static char *
search (GArray *candidates, GHashTable *instances, const WeirCaps *offered, const WeirCaps *wanted)
{
  g_autoptr (GArray) front = g_array_new (FALSE, FALSE, sizeof (Reached));
  Reached first = { weir_caps_ref ((WeirCaps *) offered), g_strdup (""), FALSE }, best = { NULL, NULL, FALSE };
  char *found;

  g_array_set_clear_func (front, reached_clear);
  g_array_append_val (front, first);
  for (guint length = 1; length <= MAX_LENGTH && best.chain == NULL; length++) {
    g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (Reached));

    g_array_set_clear_func (next, reached_clear);
    for (guint f = 0; f < front->len; f++) {
      for (guint c = 0; c < candidates->len; c++)
        extend (&g_array_index (front, Reached, f), &g_array_index (candidates, WeirCureCandidate, c), instances, wanted, next,
                &best);
    }
    g_array_unref (g_steal_pointer (&front));
    front = g_steal_pointer (&next);
  }
  found = g_steal_pointer (&best.chain);
  reached_clear (&best);
  return found;
}

/* An element may be the cause of the search, and at work: those that were made for it end elsewhere. */
static void
end_instance (gpointer instance)
{
  weir_reaper_push (g_object_unref, instance);
}

char *
weir_find_cure (const WeirCaps *offered, const WeirCaps *wanted)
{
  WeirCureCandidates func = __atomic_load_n (&candidates_func, __ATOMIC_ACQUIRE);
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GHashTable) instances = NULL;

  if (func == NULL || weir_caps_is_empty (offered) || weir_caps_is_empty (wanted))
    return NULL;
  candidates = func ();
  instances = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, end_instance);
  return search (candidates, instances, offered, wanted);
}
