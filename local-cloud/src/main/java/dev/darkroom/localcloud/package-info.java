/// The local cloud: template.yaml and the function zips, on real AWS-protocol servers, without Docker.
@NullMarked
package dev.darkroom.localcloud;

import org.jspecify.annotations.NullMarked;
