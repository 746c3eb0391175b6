/// S3: S3Proxy's protocol over files, with event notifications that survive the death of the process.
@NullMarked
package dev.darkroom.localcloud.s3;

import org.jspecify.annotations.NullMarked;
