/// AWS SDK clients with region, endpoint and credentials from the environment.
@NullMarked
package dev.darkroom.aws;

import org.jspecify.annotations.NullMarked;
