/* SPDX-License-Identifier: MIT */
/* Metas: their kinds, and the list of them on a buffer. A kind's api is a GType that only serves as
 * a name. */
#include <weir/data/buffer-private.h>
#include <weir/data/meta-private.h>

G_DEFINE_FLAGS_TYPE (WeirMetaFlags, weir_meta_flags,
                     G_DEFINE_ENUM_VALUE (WEIR_META_FLAG_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (WEIR_META_FLAG_READONLY, "readonly"),
                     G_DEFINE_ENUM_VALUE (WEIR_META_FLAG_POOLED, "pooled"),
                     G_DEFINE_ENUM_VALUE (WEIR_META_FLAG_LOCKED, "locked"),
                     G_DEFINE_ENUM_VALUE (WEIR_META_FLAG_LAST, "last"))

static GRWLock registry_lock;
static GHashTable *registry; /* (owned) impl name -> WeirMetaInfo; guarded by registry_lock */
static guint64 last_seqnum;  /* atomic */

static GQuark
tags_quark (void)
{
  return g_quark_from_static_string ("weir-meta-tags");
}

static GQuark
copy_quark (void)
{
  static GQuark quark;
  if (WEIR_UNLIKELY (quark == 0))
    quark = g_quark_from_static_string ("gst-copy");
  return quark;
}

static WeirMetaItem *
item_of (const WeirMeta *meta)
{
  return (WeirMetaItem *) ((char *) meta - G_STRUCT_OFFSET (WeirMetaItem, meta));
}

static gsize
item_bytes (const WeirMetaInfo *info)
{
  return G_STRUCT_OFFSET (WeirMetaItem, meta) + info->size;
}

/* Kinds */

/**
 * weir_meta_api_type_register:
 * @api: a name that no type has yet
 * @tags: (array zero-terminated=1): what the meta's content depends on: `memory`, `size`, `video`
 *   and the like
 *
 * Makes an api: what a meta says, whoever implements it. Thread: any.
 *
 * Returns: a type that stands for it
 */
GType
weir_meta_api_type_register (const char *api, const char **tags)
{
  g_return_val_if_fail (api != NULL, 0);
  g_return_val_if_fail (tags != NULL, 0);

  GType type = g_pointer_type_register_static (api);
  if (type != 0)
    g_type_set_qdata (type, tags_quark (), g_strdupv ((char **) tags));
  return type;
}

/**
 * weir_meta_api_type_get_tags:
 * @api: an api
 *
 * Lists the tags of an api. Thread: any.
 *
 * Returns: (transfer none) (array zero-terminated=1) (nullable): its tags
 */
const char *const *
weir_meta_api_type_get_tags (GType api)
{
  g_return_val_if_fail (api != 0, NULL);
  const char *const *tags = g_type_get_qdata (api, tags_quark ());
  return tags != NULL && tags[0] != NULL ? tags : NULL;
}

/**
 * weir_meta_api_type_has_tag:
 * @api: an api
 * @tag: a tag
 *
 * Tests a tag of an api. Tags say what a meta depends on, as size or memory. Thread: any.
 *
 * Returns: %TRUE if @api has the tag
 */
gboolean
weir_meta_api_type_has_tag (GType api, GQuark tag)
{
  g_return_val_if_fail (api != 0 && tag != 0, FALSE);
  const char *const *tags = weir_meta_api_type_get_tags (api);
  return tags != NULL && g_strv_contains (tags, g_quark_to_string (tag));
}

/**
 * weir_meta_register: (skip)
 * @api: an api
 * @impl: a name for the implementation
 * @size: bytes of the meta, its head included
 * @init_func: (nullable): begins one
 * @free_func: (nullable): ends one
 * @transform_func: (nullable): carries one over to a new buffer
 *
 * Makes a kind of meta, once for each @impl: later calls return the first one. Thread: any.
 *
 * Returns: (transfer none): the kind
 */
const WeirMetaInfo *
weir_meta_register (GType api, const char *impl, gsize size, WeirMetaInitFunction init_func,
                    WeirMetaFreeFunction free_func, WeirMetaTransformFunction transform_func)
{
  g_return_val_if_fail (api != 0, NULL);
  g_return_val_if_fail (impl != NULL, NULL);
  g_return_val_if_fail (size >= sizeof (WeirMeta), NULL);

  g_rw_lock_writer_lock (&registry_lock);
  if (registry == NULL)
    registry = g_hash_table_new (g_str_hash, g_str_equal);
  WeirMetaInfo *info = g_hash_table_lookup (registry, impl);
  if (info == NULL) {
    info = g_new (WeirMetaInfo, 1);
    *info = (WeirMetaInfo){
      .api = api,
      .type = g_pointer_type_register_static (impl),
      .size = size,
      .init_func = init_func,
      .free_func = free_func,
      .transform_func = transform_func,
    };
    g_hash_table_insert (registry, (gpointer) g_intern_string (impl), info);
  }
  g_rw_lock_writer_unlock (&registry_lock);
  return info;
}

/**
 * weir_meta_get_info:
 * @impl: name of an implementation
 *
 * Finds a kind of meta by the name under which it was registered. Thread: any.
 *
 * Returns: (transfer none) (nullable): the kind of that name
 */
const WeirMetaInfo *
weir_meta_get_info (const char *impl)
{
  g_return_val_if_fail (impl != NULL, NULL);
  g_rw_lock_reader_lock (&registry_lock);
  const WeirMetaInfo *info = registry != NULL ? g_hash_table_lookup (registry, impl) : NULL;
  g_rw_lock_reader_unlock (&registry_lock);
  return info;
}

/**
 * weir_meta_get_seqnum:
 * @meta: a meta
 *
 * Tells when a meta was added, by a number. Thread: any.
 *
 * Returns: a number that is higher for metas that were made later
 */
guint64
weir_meta_get_seqnum (const WeirMeta *meta)
{
  g_return_val_if_fail (meta != NULL, 0);
  return item_of (meta)->seqnum;
}

/**
 * weir_meta_compare_seqnum:
 * @meta1: a meta
 * @meta2: another one
 *
 * Compares which of two metas was added first. Thread: any.
 *
 * Returns: below 0 if @meta1 was made first, above 0 if @meta2 was, 0 if they are the same
 */
gint
weir_meta_compare_seqnum (const WeirMeta *meta1, const WeirMeta *meta2)
{
  guint64 first = weir_meta_get_seqnum (meta1), second = weir_meta_get_seqnum (meta2);
  return (first > second) - (first < second);
}

/**
 * weir_meta_transform_is_copy:
 * @type: what a transform function was given
 *
 * Tells what a transform function is asked for: a plain copy, or something of its own. Thread: any.
 *
 * Returns: %TRUE if a buffer is being copied
 */
gboolean
weir_meta_transform_is_copy (GQuark type)
{
  return type == copy_quark ();
}

/* The list */

static void
item_free (WeirBuffer *buffer, WeirMetaItem *item)
{
  const WeirMetaInfo *info = item->meta.info;
  if (info->free_func != NULL)
    info->free_func (&item->meta, buffer);
  weir_cell_free (item, item_bytes (info));
}

void
weir_buffer_free_metas (WeirBuffer *buffer, gboolean keep_pooled)
{
  WeirMetaItem **place = &weir_buffer_cell (buffer)->metas;
  while (*place != NULL) {
    WeirMetaItem *item = *place;
    if (keep_pooled && (item->meta.flags & WEIR_META_FLAG_POOLED)) {
      place = &item->next;
    } else {
      *place = item->next;
      item_free (buffer, item);
    }
  }
}

void
weir_buffer_copy_metas (WeirBuffer *dest, WeirBuffer *src, gboolean region, gsize offset,
                        gsize size, gboolean deep)
{
  GQuark memory_reference = g_quark_from_static_string (WEIR_META_TAG_MEMORY_REFERENCE_STR);
  WeirMetaTransformCopy copy = { region, offset, size };
  for (WeirMetaItem *item = weir_buffer_cell (src)->metas; item != NULL; item = item->next) {
    const WeirMetaInfo *info = item->meta.info;
    if (info->transform_func == NULL)
      continue;
    if (deep && weir_meta_api_type_has_tag (info->api, memory_reference))
      continue;
    info->transform_func (dest, &item->meta, src, copy_quark (), &copy);
  }
}

void
weir_buffer_copy_lasting_metas (WeirBuffer *dest, WeirBuffer *src)
{
  GQuark memory = g_quark_from_static_string (WEIR_META_TAG_MEMORY_STR);
  WeirMetaTransformCopy copy = { FALSE, 0, (gsize) -1 };

  for (WeirMetaItem *item = weir_buffer_cell (src)->metas; item != NULL; item = item->next) {
    const WeirMetaInfo *info = item->meta.info;

    if (info->transform_func != NULL && !weir_meta_api_type_has_tag (info->api, memory))
      info->transform_func (dest, &item->meta, src, copy_quark (), &copy);
  }
}

/**
 * weir_buffer_add_meta:
 * @buffer: a buffer that may be changed
 * @info: the kind
 * @params: (nullable): for the kind
 *
 * Adds a meta. Thread: owner.
 *
 * Returns: (transfer none) (nullable): the meta, valid as long as it is on @buffer
 */
WeirMeta *
weir_buffer_add_meta (WeirBuffer *buffer, const WeirMetaInfo *info, gpointer params)
{
  g_return_val_if_fail (buffer != NULL && weir_buffer_is_writable (buffer), NULL);
  g_return_val_if_fail (info != NULL, NULL);

  WeirMetaItem *item = weir_cell_alloc (item_bytes (info));
  memset (item, 0, item_bytes (info));
  item->seqnum = __atomic_add_fetch (&last_seqnum, 1, __ATOMIC_RELAXED); /* only its order counts */
  item->meta.info = info;
  if (info->init_func != NULL && !info->init_func (&item->meta, params, buffer)) {
    weir_cell_free (item, item_bytes (info));
    return NULL;
  }
  WeirMetaItem **place = &weir_buffer_cell (buffer)->metas;
  while (*place != NULL)
    place = &(*place)->next;
  *place = item;
  return &item->meta;
}

/**
 * weir_buffer_get_meta:
 * @buffer: a buffer
 * @api: an api
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the first meta that says this
 */
WeirMeta *
weir_buffer_get_meta (WeirBuffer *buffer, GType api)
{
  gpointer state = NULL;
  return weir_buffer_iterate_meta_filtered (buffer, &state, api);
}

/**
 * weir_buffer_get_n_meta:
 * @buffer: a buffer
 * @api_type: an api
 *
 * Counts metas of one kind. Thread: any.
 *
 * Returns: how many metas of @buffer say this
 */
guint
weir_buffer_get_n_meta (WeirBuffer *buffer, GType api_type)
{
  gpointer state = NULL;
  guint n = 0;
  while (weir_buffer_iterate_meta_filtered (buffer, &state, api_type) != NULL)
    n++;
  return n;
}

/**
 * weir_buffer_remove_meta:
 * @buffer: a buffer that may be changed
 * @meta: one of its metas
 *
 * Removes and frees a meta. Thread: owner.
 *
 * Returns: %FALSE if @meta isn't on @buffer, or is locked
 */
gboolean
weir_buffer_remove_meta (WeirBuffer *buffer, WeirMeta *meta)
{
  g_return_val_if_fail (buffer != NULL && weir_buffer_is_writable (buffer), FALSE);
  g_return_val_if_fail (meta != NULL, FALSE);

  if (meta->flags & WEIR_META_FLAG_LOCKED)
    return FALSE;
  for (WeirMetaItem **place = &weir_buffer_cell (buffer)->metas; *place != NULL;
       place = &(*place)->next) {
    WeirMetaItem *item = *place;
    if (&item->meta == meta) {
      *place = item->next;
      item_free (buffer, item);
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * weir_buffer_iterate_meta: (skip)
 * @buffer: a buffer
 * @state: (inout): %NULL to begin
 *
 * Goes through the metas. They must not be removed meanwhile. Thread: any.
 *
 * Returns: (transfer none) (nullable): the next meta, %NULL at the end
 */
WeirMeta *
weir_buffer_iterate_meta (WeirBuffer *buffer, gpointer *state)
{
  g_return_val_if_fail (buffer != NULL, NULL);
  g_return_val_if_fail (state != NULL, NULL);
  WeirMetaItem *item = *state;
  item = item == NULL ? weir_buffer_cell (buffer)->metas : item->next;
  if (item == NULL)
    return NULL; /* the state stays at the last one: asked again, the answer is the same */
  *state = item;
  return &item->meta;
}

/**
 * weir_buffer_iterate_meta_filtered: (skip)
 * @buffer: a buffer
 * @state: (inout): %NULL to begin
 * @meta_api_type: an api
 *
 * Goes through the metas of one kind. They must not be removed meanwhile. Thread: any.
 *
 * Returns: (transfer none) (nullable): the next meta that says this, %NULL at the end
 */
WeirMeta *
weir_buffer_iterate_meta_filtered (WeirBuffer *buffer, gpointer *state, GType meta_api_type)
{
  WeirMeta *meta;
  while ((meta = weir_buffer_iterate_meta (buffer, state)) != NULL)
    if (meta->info->api == meta_api_type)
      return meta;
  return NULL;
}

/**
 * weir_buffer_foreach_meta:
 * @buffer: a buffer
 * @func: (scope call): called for each meta; may set the place to %NULL to have it removed
 * @user_data: for @func
 *
 * Thread: owner.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
weir_buffer_foreach_meta (WeirBuffer *buffer, WeirBufferForeachMetaFunc func, gpointer user_data)
{
  g_return_val_if_fail (buffer != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  for (WeirMetaItem **place = &weir_buffer_cell (buffer)->metas; *place != NULL;) {
    WeirMetaItem *item = *place;
    WeirMeta *meta = &item->meta;
    gboolean go_on = func (buffer, &meta, user_data);
    if (meta == NULL && !(item->meta.flags & WEIR_META_FLAG_LOCKED)) {
      g_return_val_if_fail (weir_buffer_is_writable (buffer), FALSE);
      *place = item->next;
      item_free (buffer, item);
    } else {
      place = &item->next;
    }
    if (!go_on)
      return FALSE;
  }
  return TRUE;
}
