/* SPDX-License-Identifier: MIT */
/* Answers about pairs of caps, for crosscheck-caps.py: two lines in, eight lines out. */
#include <weir/data/caps.h>

#include <stdio.h>
#include <string.h>

static char *
read_line (void)
{
  g_autofree char *line = g_malloc (1 << 16);

  if (!fgets (line, 1 << 16, stdin))
    return NULL;
  line[strcspn (line, "\n")] = '\0';
  return g_steal_pointer (&line);
}

static void
print_caps (WeirCaps *caps)
{
  g_autofree char *text = caps ? weir_caps_to_string (caps) : g_strdup ("none");

  puts (text);
  g_clear_pointer (&caps, weir_caps_unref);
}

int
main (void)
{
  for (;;) {
    g_autofree char *first = read_line ();
    g_autofree char *second = first ? read_line () : NULL;
    g_autoptr (WeirCaps) a = second ? weir_caps_from_string (first) : NULL;
    g_autoptr (WeirCaps) b = second ? weir_caps_from_string (second) : NULL;

    if (!second)
      return 0;
    if (!a || !b) {
      puts (a ? "second" : "first");
      for (int i = 0; i < 7; i++)
        puts ("none");
      continue;
    }
    print_caps (weir_caps_copy (a));
    print_caps (weir_caps_intersect (a, b));
    print_caps (weir_caps_intersect_full (a, b, WEIR_CAPS_INTERSECT_FIRST));
    print_caps (weir_caps_subtract (a, b));
    print_caps (weir_caps_simplify (weir_caps_ref (a)));
    print_caps (weir_caps_normalize (weir_caps_ref (a)));
    print_caps (
      weir_caps_is_any (a) || weir_caps_is_empty (a) ? NULL : weir_caps_fixate (weir_caps_ref (a)));
    printf ("%d %d %d %d %d\n", weir_caps_can_intersect (a, b), weir_caps_is_subset (a, b),
            weir_caps_is_equal (a, b), weir_caps_is_strictly_equal (a, b), weir_caps_is_fixed (a));
  }
}
