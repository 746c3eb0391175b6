/// The one endpoint for all AWS traffic: who calls, whether the signature holds, and which service answers.
@NullMarked
package dev.darkroom.localcloud.endpoint;

import org.jspecify.annotations.NullMarked;
