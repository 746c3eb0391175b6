/// Lambda function: feeds, photos, friends and profiles.
@NullMarked
package dev.darkroom.gallery;

import org.jspecify.annotations.NullMarked;
