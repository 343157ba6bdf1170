/* SPDX-License-Identifier: MIT */
/* Any bytes as a manifest: its entries lie in the text, in order and apart from one another, and what is said about
 * each element can be taken apart. */
#include <weir/registry/manifest-private.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define CHECK(condition)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(condition))                                                                              \
      abort ();                                                                                    \
  }                                                                                                \
  G_STMT_END

static void
check_entries (const WeirManifest *manifest, GArray *entries, gsize size)
{
  gsize last_end = 0;

  for (guint i = 0; i < entries->len; i++) {
    const WeirManifestEntry *entry = &g_array_index (entries, WeirManifestEntry, i);

    CHECK (entry->name[0] != '\0');
    CHECK (entry->plugin < manifest->plugins->len);
    CHECK (entry->begin >= last_end && entry->begin < entry->end && entry->end <= size);
    last_end = entry->end;
  }
}

static void
check_element (const WeirManifest *manifest, const WeirManifestEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirElementDetails) details =
    weir_element_details_parse (manifest->text + entry->begin, entry->end - entry->begin, &error);

  CHECK (details->klass != NULL && details->description != NULL && details->type_name != NULL);
  CHECK (details->values->len == details->props->len);
  CHECK (details->uri_protocols->pdata[details->uri_protocols->len - 1] == NULL);
  for (GList *l = details->templates; l != NULL; l = l->next) {
    const WeirStaticPadTemplate *templ = l->data;
    CHECK (templ->direction == WEIR_PAD_SRC || templ->direction == WEIR_PAD_SINK);
    CHECK (templ->static_caps.string != NULL);
  }
  for (guint i = 0; i < details->props->len; i++) {
    const WeirFactoryProperty *prop = &g_array_index (details->props, WeirFactoryProperty, i);
    for (guint j = 0; j < prop->n_values; j++)
      CHECK (strlen (prop->values[j].nick) + strlen (prop->values[j].name)
             <= entry->end - entry->begin);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirManifest) manifest = NULL;
  char *text = g_malloc (size + 1);

  memcpy (text, data, size);
  text[size] = '\0';
  manifest = weir_manifest_parse (text, size, &error);
  CHECK ((manifest == NULL) == (error != NULL));
  if (manifest == NULL)
    return 0;

  check_entries (manifest, manifest->elements, size);
  check_entries (manifest, manifest->type_finds, size);
  for (guint i = 0; i < manifest->elements->len; i++)
    check_element (manifest, &g_array_index (manifest->elements, WeirManifestEntry, i));
  for (guint i = 0; i < manifest->type_finds->len; i++) {
    g_auto (GStrv) extensions = NULL;
    g_autofree char *caps = NULL;

    weir_manifest_parse_type_find (
      manifest, &g_array_index (manifest->type_finds, WeirManifestEntry, i), &extensions, &caps);
    CHECK (extensions != NULL);
  }
  return 0;
}
