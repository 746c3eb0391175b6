/// Functions that tests pack into zips and run.
@NullMarked
package dev.darkroom.localcloud.lambda.functions;

import org.jspecify.annotations.NullMarked;
