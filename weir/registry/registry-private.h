/* SPDX-License-Identifier: MIT */
/* What the files of the registry share. */
#pragma once

#include <weir/registry/manifest-private.h>
#include <weir/registry/plugin-feature-private.h>
#include <weir/registry/plugin.h>
#include <weir/registry/registry.h>
#include <weir/sched/sched.h>

G_BEGIN_DECLS

/* What is known under a name: an object, or what a manifest says until somebody asks. */
typedef struct {
  WeirPluginFeature *feature; /* (owned) (nullable) */
  WeirManifest *manifest;     /* (owned) (nullable) */
  const WeirManifestEntry *entry;
  GPtrArray *plugins; /* (owned) of WeirPlugin: the manifest's, by index */
} WeirRegistrySlot;

struct _WeirRegistry {
  WeirObject parent_instance;

  pthread_mutex_t lock;   /* guards what follows; nobody else's code runs inside */
  GHashTable *elements;   /* (owned) name -> WeirRegistrySlot */
  GHashTable *type_finds; /* (owned) name -> WeirRegistrySlot */
  GHashTable *plugins;    /* (owned) name -> WeirPlugin */
  guint32 cookie;         /* counts changes */
};

typedef enum {
  WEIR_REGISTRY_FEATURE_ADDED,
  WEIR_REGISTRY_PLUGIN_ADDED,
  WEIR_REGISTRY_N_SIGNALS,
} WeirRegistrySignal;
extern guint weir_registry_signals[WEIR_REGISTRY_N_SIGNALS];

/* --- plugin.c --- */
WeirPlugin *weir_plugin_new_from_manifest (const WeirManifestPlugin *described, const char *folder);
WeirPlugin *weir_plugin_new_from_info (const WeirPluginInfo *info, const char *filename);
/* Thread: any that owns nothing. */
gboolean weir_plugin_load_checked (WeirPlugin *plugin, GError **error);
/* Opens a module for good and gives what it says of itself. */
const WeirPluginInfo *weir_plugin_open_module (const char *path, GError **error);

/* --- element-factory.c --- */
WeirElementFactory *weir_element_factory_new_from_manifest (WeirManifest *manifest,
                                                            const WeirManifestEntry *entry,
                                                            WeirPlugin *plugin);
WeirElementFactory *weir_element_factory_new_for_type (WeirPlugin *plugin, const char *name,
                                                       guint rank, GType type);
/* The module is open: this is the type. */
void weir_element_factory_set_type (WeirElementFactory *factory, GType type);
const WeirElementDetails *weir_element_factory_get_details (WeirElementFactory *factory);

/* --- type-find.c --- */
WeirTypeFindFactory *weir_type_find_factory_new_from_manifest (WeirManifest *manifest,
                                                               const WeirManifestEntry *entry,
                                                               WeirPlugin *plugin);
WeirTypeFindFactory *weir_type_find_factory_new (WeirPlugin *plugin, const WeirTypeFindInfo *info);
void weir_type_find_factory_set_function (WeirTypeFindFactory *factory, WeirTypeFindFunction func,
                                          gpointer data, GDestroyNotify notify);

/* --- registry.c --- */
/* Ownership: full, nullable. */
WeirPluginFeature *weir_registry_find_in (WeirRegistry *registry, gboolean is_element,
                                          const char *name);
int weir_registry_compare_names (gconstpointer a, gconstpointer b);
/* The module of a plugin is open: its factories learn their types, and those that the registry doesn't know are added. */
gboolean weir_registry_attach (WeirPlugin *plugin, const WeirPluginInfo *info, GError **error);
/* The name that was probably meant; NULL: none is near. Ownership: full. */
char *weir_registry_suggest_element (WeirRegistry *registry, const char *name);
/* Adds what a manifest says; names that are there already stay as they are. */
void weir_registry_add_manifest (WeirRegistry *registry, WeirManifest *manifest,
                                 const char *folder);
/* Drops the one registry; the next weir_registry_get () makes another. */
void weir_registry_drop (void);

/* --- cure-candidates.c --- */
/* Of WeirCureCandidate. Ownership: full; what the rows point to stays as long as the registry. */
GArray *weir_registry_cure_candidates (void);

/* --- registry-scan.c --- */
/* What the modules of a folder offer: from its manifest, from the cache, or by looking at them in child processes. NULL:
 * nothing. */
WeirManifest *weir_registry_look_into (const char *folder, GError **error);

G_END_DECLS
