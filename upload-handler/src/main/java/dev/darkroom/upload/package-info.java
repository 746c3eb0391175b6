/// Lambda function: upload intents and their presigned URLs.
@NullMarked
package dev.darkroom.upload;

import org.jspecify.annotations.NullMarked;
