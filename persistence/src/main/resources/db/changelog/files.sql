--liquibase formatted sql

--changeset atrium:files-1 comment:a file goes in steps that a crash may come between: its row is marked, its bytes are deleted, its row is deleted
ALTER TABLE stored_file ADD COLUMN deleted_at timestamptz;
-- serves: SELECT ... WHERE deleted_at IS NOT NULL, what is still to be deleted
CREATE INDEX stored_file_deleted_idx ON stored_file (deleted_at) WHERE deleted_at IS NOT NULL;
-- serves: SELECT ... WHERE (workspace_id, id) > (?, ?) ORDER BY workspace_id, id, the nightly comparison with the store, which has the same order
CREATE INDEX stored_file_comparison_idx ON stored_file (workspace_id, id);
-- serves: SELECT ... WHERE purpose = 'ATTACHMENT' AND created_at < ? and no message, uploads that were never sent
CREATE INDEX stored_file_purpose_idx ON stored_file (purpose, created_at);
