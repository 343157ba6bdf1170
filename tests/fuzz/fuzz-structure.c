/* SPDX-License-Identifier: MIT */
/* Any text as a structure, and as a value of each type: what parses must read back from its own
 * text. */
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

static void
check_structure (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirStructure) structure = weir_structure_from_string_checked (text, &error);
  g_autoptr (WeirStructure) again = NULL;
  g_autoptr (WeirStructure) bracketed = NULL;
  g_autofree char *once = NULL, *twice = NULL, *brackets = NULL;

  CHECK ((structure == NULL) == (error != NULL));
  if (!structure)
    return;
  once = weir_structure_to_string (structure);
  again = weir_structure_from_string_checked (once, NULL);
  CHECK (again != NULL);
  twice = weir_structure_to_string (again);
  CHECK (strcmp (once, twice) == 0);
  brackets = weir_structure_serialize (structure, WEIR_SERIALIZE_FLAG_NONE);
  bracketed = weir_structure_new_from_string (brackets);
  CHECK (bracketed != NULL);
  weir_structure_fixate (again);
  weir_structure_fixate_field_nearest_int (bracketed, "width", 640);
  weir_structure_fixate_field_nearest_fraction (bracketed, "framerate", 30, 1);
  weir_structure_fixate_field_nearest_double (bracketed, "d", 1.5);
}

static void
check_value (GType type, const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) again = G_VALUE_INIT;
  g_autofree char *once = NULL, *twice = NULL;

  g_value_init (&value, type);
  g_value_init (&again, type);
  if (!weir_value_deserialize (&value, text))
    return;
  once = weir_value_serialize (&value);
  if (!once)
    return;
  CHECK (weir_value_deserialize (&again, once));
  twice = weir_value_serialize (&again);
  CHECK (twice != NULL && strcmp (once, twice) == 0);
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const GType types[] = { G_TYPE_INT,
                          G_TYPE_UINT64,
                          G_TYPE_DOUBLE,
                          G_TYPE_FLOAT,
                          G_TYPE_BOOLEAN,
                          G_TYPE_STRING,
                          G_TYPE_DATE,
                          G_TYPE_DATE_TIME,
                          WEIR_TYPE_FRACTION,
                          WEIR_TYPE_INT_RANGE,
                          WEIR_TYPE_INT64_RANGE,
                          WEIR_TYPE_DOUBLE_RANGE,
                          WEIR_TYPE_FRACTION_RANGE,
                          WEIR_TYPE_BITMASK,
                          WEIR_TYPE_FLAG_SET,
                          WEIR_TYPE_LIST,
                          WEIR_TYPE_ARRAY,
                          WEIR_TYPE_STRUCTURE,
                          WEIR_TYPE_CAPS,
                          WEIR_TYPE_CAPS_FEATURES };

  check_structure (text);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    check_value (types[i], text);
  return 0;
}
