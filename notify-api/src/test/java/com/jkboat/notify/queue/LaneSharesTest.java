package com.jkboat.notify.queue;

import static com.jkboat.notify.Priority.BULK;
import static com.jkboat.notify.Priority.HIGH;
import static com.jkboat.notify.Priority.NORMAL;
import static com.jkboat.notify.Priority.URGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Priority;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSharesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 29, 50})
    void givesEachLaneItsWeightWhateverTheSizeOfTheBatches(int places) {
        LaneShares shares = new LaneShares();
        Map<Priority, Integer> sums = new EnumMap<>(Priority.class);

        for (int batch = 0; batch < 29; batch++) {
            shares.next(places).forEach((lane, count) -> sums.merge(lane, count, Integer::sum));
        }

        assertThat(sums)
                .containsEntry(URGENT, 16 * places)
                .containsEntry(HIGH, 8 * places)
                .containsEntry(NORMAL, 4 * places)
                .containsEntry(BULK, places);
    }
}
