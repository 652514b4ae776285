/** Records what the microphone hears. Browsers allow it on secure origins only: elsewhere there is no such button. */

const TYPES = { 'audio/webm;codecs=opus': 'webm', 'audio/mp4': 'm4a', 'audio/ogg;codecs=opus': 'ogg' };

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

/**
 * Begins to record.
 *
 * @returns {Promise<{stop: function(): Promise<File>}>}
 * @throws {DOMException} when the user or the browser does not allow it
 */
export async function startRecording() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = Object.keys(TYPES).find((candidate) => MediaRecorder.isTypeSupported(candidate));
    const recorder = new MediaRecorder(stream, type ? { mimeType: type } : undefined);
    const pieces = [];
    recorder.addEventListener('dataavailable', (e) => pieces.push(e.data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
    recorder.start();
    return {
        async stop() {
            recorder.stop();
            await stopped;
            stream.getTracks().forEach((track) => track.stop());
            const name = `recording-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${TYPES[type] ?? 'webm'}`;
            return new File(pieces, name, { type: recorder.mimeType });
        },
    };
}
