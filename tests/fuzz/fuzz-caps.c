/* SPDX-License-Identifier: MIT */
/* Any text as caps, or as two caps with a line break between them: what parses must read back from
 * its own text, and the set operations must agree with one another. */
#include <weir/data/caps.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

#define CHECK(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(condition))                                                                              \
      abort ();                                                                                    \
  }                                                                                                \
  G_STMT_END

/* A number that isn't one equals nothing, itself included: such caps prove nothing. */
static gboolean
has_nan (const WeirCaps *caps)
{
  g_autofree char *text = weir_caps_to_string (caps);
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return strstr (lower, "nan") != NULL;
}

static void
check_alone (WeirCaps *caps)
{
  g_autofree char *text = weir_caps_to_string (caps);
  g_autofree char *quoted = weir_caps_serialize (caps, WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT);
  g_autoptr (WeirCaps) again = weir_caps_from_string (text);
  g_autoptr (WeirCaps) unquoted = weir_caps_from_string (quoted);
  g_autoptr (WeirCaps) simple = weir_caps_simplify (weir_caps_ref (caps));
  g_autoptr (WeirCaps) normal = weir_caps_normalize (weir_caps_ref (caps));
  g_autofree char *text_again = NULL;

  CHECK (again != NULL && unquoted != NULL);
  text_again = weir_caps_to_string (again);
  CHECK (strcmp (text, text_again) == 0);
  CHECK (weir_caps_is_strictly_equal (caps, again));
  CHECK (weir_caps_is_strictly_equal (caps, unquoted));
  CHECK (weir_caps_is_subset (caps, caps));
  CHECK (weir_caps_is_subset (caps, simple));
  if (!weir_caps_is_any (caps) && !weir_caps_is_empty (caps)) {
    g_autoptr (WeirCaps) fixed = weir_caps_fixate (weir_caps_ref (caps));
    CHECK (weir_caps_get_size (fixed) == 1);
  }
}

static void
check_pair (WeirCaps *a, WeirCaps *b)
{
  g_autoptr (WeirCaps) common = weir_caps_intersect (a, b);
  g_autoptr (WeirCaps) first = weir_caps_intersect_full (b, a, WEIR_CAPS_INTERSECT_FIRST);
  g_autoptr (WeirCaps) rest = weir_caps_subtract (a, b);
  g_autoptr (WeirCaps) sum = weir_caps_merge (weir_caps_ref (a), weir_caps_ref (b));
  g_autofree char *field = NULL, *value_a = NULL, *value_b = NULL;
  gboolean conflict = weir_caps_explain_conflict (a, b, &field, &value_a, &value_b);

  CHECK (weir_caps_can_intersect (a, b) == !weir_caps_is_empty (common));
  CHECK (weir_caps_is_empty (common) == weir_caps_is_empty (first));
  CHECK (conflict == weir_caps_is_empty (common));
  CHECK (conflict == (field != NULL));
  CHECK (weir_caps_is_subset (common, a));
  CHECK (weir_caps_is_subset (common, b));
  CHECK (weir_caps_is_subset (a, sum) && weir_caps_is_subset (b, sum));
  if (weir_caps_is_subset (a, b))
    CHECK (weir_caps_is_empty (rest));
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  char *second = strchr (text, '\n');
  g_autoptr (WeirCaps) a = NULL;
  g_autoptr (WeirCaps) b = NULL;
  g_autoptr (GError) error = NULL;

  if (second)
    *second++ = '\0';
  a = weir_caps_from_string_checked (text, &error);
  CHECK ((a == NULL) == (error != NULL));
  if (a && !has_nan (a))
    check_alone (a);
  b = second ? weir_caps_from_string (second) : NULL;
  if (a && b && !has_nan (a) && !has_nan (b))
    check_pair (a, b);
  return 0;
}
