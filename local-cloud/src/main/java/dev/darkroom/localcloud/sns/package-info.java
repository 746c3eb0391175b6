/// The part of SNS that the template uses: topics with queues subscribed.
@NullMarked
package dev.darkroom.localcloud.sns;

import org.jspecify.annotations.NullMarked;
