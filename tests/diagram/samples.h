/* SPDX-License-Identifier: MIT */
/* The pipelines that the tests draw. */
#pragma once

#include <weir/diagram/model.h>

G_BEGIN_DECLS

/* Test source, caps filter, sink; playing. */
WeirDiagram *sample_simple (void);
/* A tee with two branches in a bin with ghost pads, one of them stalled; live numbers. */
WeirDiagram *sample_tee (void);
/* A transcoder of 30 elements in NULL. */
WeirDiagram *sample_large (void);
/* Everything that could break out of quotes, in all places. */
WeirDiagram *sample_weird (void);

G_END_DECLS
