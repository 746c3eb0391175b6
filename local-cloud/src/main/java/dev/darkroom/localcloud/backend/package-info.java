/// The AWS-protocol servers behind the one endpoint.
@NullMarked
package dev.darkroom.localcloud.backend;

import org.jspecify.annotations.NullMarked;
