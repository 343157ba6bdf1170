/* SPDX-License-Identifier: MIT */
/* The names that types have inside caps strings, and the types that other files bring. The names
 * are those that users know from elsewhere: a type of ours called WeirX is written GstX. */
#include <weir/data/buffer.h>
#include <weir/data/caps.h>
#include <weir/data/sample.h>
#include <weir/data/tags.h>
#include <weir/data/value-private.h>

#include <string.h>

static GRWLock lock;
static GHashTable *tables; /* (locked) (owned) GType -> WeirValueTable, never freed */

/**
 * weir_serialize_flags_get_type:
 *
 * Returns: the type of #WeirSerializeFlags
 */
GType
weir_serialize_flags_get_type (void)
{
  static const GFlagsValue values[] = {
    { WEIR_SERIALIZE_FLAG_NONE, "WEIR_SERIALIZE_FLAG_NONE", "none" },
    { WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT, "WEIR_SERIALIZE_FLAG_BACKWARD_COMPAT",
      "backward-compat" },
    { WEIR_SERIALIZE_FLAG_STRICT, "WEIR_SERIALIZE_FLAG_STRICT", "strict" },
    { 0 },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_flags_register_static ("WeirSerializeFlags", values));
  return type;
}

/**
 * weir_value_register: (skip)
 * @table: how the type is treated; copied
 *
 * Makes values of a type comparable, printable and parseable. Doing it again replaces the table.
 *
 * Thread: any
 */
void
weir_value_register (const WeirValueTable *table)
{
  g_return_if_fail (table != NULL && table->type != 0);

  g_rw_lock_writer_lock (&lock);
  if (!tables)
    tables = g_hash_table_new (NULL, NULL);
  /* The old one may be in use: it stays. */
  g_hash_table_insert (tables, GSIZE_TO_POINTER (table->type),
                       g_memdup2 (table, sizeof (WeirValueTable)));
  g_rw_lock_writer_unlock (&lock);
}

/* The table of a type, or NULL. */
const WeirValueTable *
weir_value_find_table (GType type)
{
  const WeirValueTable *table = NULL;

  if (type == WEIR_TYPE_BUFFER)
    return weir_value_buffer_table ();
  g_rw_lock_reader_lock (&lock);
  if (tables)
    table = g_hash_table_lookup (tables, GSIZE_TO_POINTER (type));
  g_rw_lock_reader_unlock (&lock);
  return table;
}

typedef struct {
  const char *name;
  GType type; /* or 0, and then: */
  GType (*get_type) (void);
} Name;

/* The first name of a type is the one that is written. */
static const Name names[] = {
  { "int", G_TYPE_INT, NULL },
  { "string", G_TYPE_STRING, NULL },
  { "fraction", 0, weir_fraction_get_type },
  { "boolean", G_TYPE_BOOLEAN, NULL },
  { "double", G_TYPE_DOUBLE, NULL },
  { "uint", G_TYPE_UINT, NULL },
  { "float", G_TYPE_FLOAT, NULL },
  { "bitmask", 0, weir_bitmask_get_type },
  { "flagset", 0, weir_flag_set_get_type },
  { "buffer", 0, weir_buffer_get_type },
  { "structure", 0, weir_structure_get_type },
  { "GstCaps", 0, weir_caps_get_type },
  { "GstCapsFeatures", 0, weir_caps_features_get_type },
  { "date", 0, g_date_get_type },
  { "datetime", 0, g_date_time_get_type },
  { "type", 0, g_gtype_get_type },
  { "sample", 0, weir_sample_get_type },
  { "taglist", 0, weir_tag_list_get_type },
  { "gint64", G_TYPE_INT64, NULL },
  { "guint64", G_TYPE_UINT64, NULL },
  { "i", G_TYPE_INT, NULL },
  { "gint", G_TYPE_INT, NULL },
  { "int64", G_TYPE_INT64, NULL },
  { "uint64", G_TYPE_UINT64, NULL },
  { "u", G_TYPE_UINT, NULL },
  { "guint", G_TYPE_UINT, NULL },
  { "f", G_TYPE_FLOAT, NULL },
  { "gfloat", G_TYPE_FLOAT, NULL },
  { "d", G_TYPE_DOUBLE, NULL },
  { "gdouble", G_TYPE_DOUBLE, NULL },
  { "b", G_TYPE_BOOLEAN, NULL },
  { "bool", G_TYPE_BOOLEAN, NULL },
  { "gboolean", G_TYPE_BOOLEAN, NULL },
  { "s", G_TYPE_STRING, NULL },
  { "str", G_TYPE_STRING, NULL },
  { "gchararray", G_TYPE_STRING, NULL },
  { "caps", 0, weir_caps_get_type },
};

static GType
named_type (const Name *name)
{
  return name->get_type ? name->get_type () : name->type;
}

/* The name of a type inside caps strings; it lives for ever. */
const char *
weir_value_type_name (GType type)
{
  const WeirValueTable *table;
  const char *g_name = g_type_name (type);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (named_type (&names[i]) == type)
      return names[i].name;
  table = weir_value_find_table (type);
  if (table && table->name)
    return table->name;
  if (g_str_has_prefix (g_name, "Weir")) {
    g_autofree char *known = g_strconcat ("Gst", g_name + 4, NULL);
    return g_intern_string (known);
  }
  return g_name;
}

static GType
find_registered_name (const char *name)
{
  GHashTableIter iter;
  gpointer value;
  GType type = G_TYPE_INVALID;

  g_rw_lock_reader_lock (&lock);
  if (tables) {
    g_hash_table_iter_init (&iter, tables);
    while (type == G_TYPE_INVALID && g_hash_table_iter_next (&iter, NULL, &value)) {
      const WeirValueTable *table = value;
      if (table->name && strcmp (table->name, name) == 0)
        type = table->type;
    }
  }
  g_rw_lock_reader_unlock (&lock);
  return type;
}

/* The type that a name inside a caps string stands for, or G_TYPE_INVALID. */
GType
weir_value_type_from_name (const char *name)
{
  GType type;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].name[0] == name[0] && strcmp (names[i].name, name) == 0)
      return named_type (&names[i]);
  /* Types register when they are first asked for, and this may be before that. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_type_ensure (named_type (&names[i]));
  type = find_registered_name (name);
  if (type == G_TYPE_INVALID && g_str_has_prefix (name, "Gst")) {
    g_autofree char *ours = g_strconcat ("Weir", name + 3, NULL);
    type = g_type_from_name (ours);
  }
  return type != G_TYPE_INVALID ? type : g_type_from_name (name);
}

/* The type of a value without its set: of a range of ints int, of a list that of its first
 * member. */
GType
weir_value_leaf_type (const GValue *value)
{
  const WeirValueSeq *seq;

  switch (weir_value_kind (value)) {
  case WEIR_KIND_INT_RANGE:
    return G_TYPE_INT;
  case WEIR_KIND_INT64_RANGE:
    return G_TYPE_INT64;
  case WEIR_KIND_DOUBLE_RANGE:
    return G_TYPE_DOUBLE;
  case WEIR_KIND_FRACTION_RANGE:
    return WEIR_TYPE_FRACTION;
  case WEIR_KIND_LIST:
  case WEIR_KIND_ARRAY:
    seq = weir_value_seq (value);
    return seq && seq->n > 0 ? weir_value_leaf_type (&seq->values[0]) : G_TYPE_INT;
  default:
    return G_VALUE_TYPE (value);
  }
}
