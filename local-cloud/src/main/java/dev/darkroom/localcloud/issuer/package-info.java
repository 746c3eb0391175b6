/// The user pool's stand-in: OpenID Connect for made-up users, with access tokens shaped as Cognito's are.
@NullMarked
package dev.darkroom.localcloud.issuer;

import org.jspecify.annotations.NullMarked;
