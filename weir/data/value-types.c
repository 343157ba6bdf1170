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
  const char *name;   /* as written */
  const char *g_name; /* of the type, or NULL for those that a constant names */
  GType type;
} Name;

/* The first name of a type is the one that is written. */
static const Name names[] = {
  { "int", NULL, G_TYPE_INT },
  { "string", NULL, G_TYPE_STRING },
  { "fraction", "WeirFraction", 0 },
  { "boolean", NULL, G_TYPE_BOOLEAN },
  { "double", NULL, G_TYPE_DOUBLE },
  { "uint", NULL, G_TYPE_UINT },
  { "float", NULL, G_TYPE_FLOAT },
  { "bitmask", "WeirBitmask", 0 },
  { "flagset", "WeirFlagSet", 0 },
  { "structure", "WeirStructure", 0 },
  { "date", "GDate", 0 },
  { "datetime", "GDateTime", 0 },
  { "type", "GType", 0 },
  { "buffer", "WeirBuffer", 0 },
  { "sample", "WeirSample", 0 },
  { "taglist", "WeirTagList", 0 },
  { "gint64", NULL, G_TYPE_INT64 },
  { "guint64", NULL, G_TYPE_UINT64 },
  { "i", NULL, G_TYPE_INT },
  { "gint", NULL, G_TYPE_INT },
  { "int64", NULL, G_TYPE_INT64 },
  { "uint64", NULL, G_TYPE_UINT64 },
  { "u", NULL, G_TYPE_UINT },
  { "guint", NULL, G_TYPE_UINT },
  { "f", NULL, G_TYPE_FLOAT },
  { "gfloat", NULL, G_TYPE_FLOAT },
  { "d", NULL, G_TYPE_DOUBLE },
  { "gdouble", NULL, G_TYPE_DOUBLE },
  { "b", NULL, G_TYPE_BOOLEAN },
  { "bool", NULL, G_TYPE_BOOLEAN },
  { "gboolean", NULL, G_TYPE_BOOLEAN },
  { "s", NULL, G_TYPE_STRING },
  { "str", NULL, G_TYPE_STRING },
  { "gchararray", NULL, G_TYPE_STRING },
  { "caps", "WeirCaps", 0 },
};

/* The name of a type inside caps strings; it lives for ever. */
const char *
weir_value_type_name (GType type)
{
  const WeirValueTable *table;
  const char *g_name = g_type_name (type);

  if (type == WEIR_TYPE_CAPS)
    return "GstCaps";
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].type == type || (names[i].g_name && strcmp (names[i].g_name, g_name) == 0))
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

/* The types of this room register when they are first asked for; a parser may be the first. */
static void
ensure_types (void)
{
  static gsize done;

  if (g_once_init_enter (&done)) {
    g_type_ensure (WEIR_TYPE_FRACTION);
    g_type_ensure (WEIR_TYPE_BITMASK);
    g_type_ensure (WEIR_TYPE_FLAG_SET);
    g_type_ensure (WEIR_TYPE_BUFFER);
    g_type_ensure (WEIR_TYPE_SAMPLE);
    g_type_ensure (WEIR_TYPE_TAG_LIST);
    g_type_ensure (WEIR_TYPE_STRUCTURE);
    g_type_ensure (WEIR_TYPE_CAPS);
    g_type_ensure (WEIR_TYPE_CAPS_FEATURES);
    g_type_ensure (G_TYPE_DATE);
    g_type_ensure (G_TYPE_DATE_TIME);
    g_type_ensure (G_TYPE_GTYPE);
    g_once_init_leave (&done, 1);
  }
}

/* The type that a name inside a caps string stands for, or G_TYPE_INVALID. */
GType
weir_value_type_from_name (const char *name)
{
  GType type;

  ensure_types ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      return names[i].g_name ? g_type_from_name (names[i].g_name) : names[i].type;
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
