package dev.atrium.media;

class DirectoryStoreTest extends MediaStoreContract {

    @Override
    MediaStore store() {
        return new DirectoryStore(directory.resolve("files"));
    }
}
