"""Links to trades that are for somebody end when that person is erased.

Why: their address stood in other people's links after they were gone.
Locks: none. Links of before, for addresses of people who are gone, stay until they expire: whose they were is not known.
Undo: downgrade leaves such links again; those that ended do not come back.
"""

from alembic import op

revision = "20261123_1550"
down_revision = "20261123_1540"
branch_labels = None
depends_on = None

FUNCTION = """
        CREATE OR REPLACE FUNCTION app_erase_person(person uuid, at timestamptz) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE
            address text;
            room uuid;
        BEGIN
            PERFORM set_config('app.user_id', person::text, true);
            SELECT u.email INTO address FROM users u WHERE u.id = person AND u.deletes_at <= at FOR UPDATE;
            IF address IS NULL THEN
                RETURN false;
            END IF;
            FOR room IN SELECT DISTINCT i.workspace_id FROM invitations i WHERE i.email = address LOOP
                PERFORM set_config('app.workspace_id', room::text, true);
                DELETE FROM invitations i WHERE i.workspace_id = room AND i.email = address;
            END LOOP;{links}
            PERFORM set_config('app.workspace_id', '', true);
            DELETE FROM users u WHERE u.id = person;
            RETURN FOUND;
        END
        $$
"""
LINKS = """
            FOR room IN SELECT DISTINCT s.workspace_id FROM shares s WHERE s.for_email = address LOOP
                PERFORM set_config('app.workspace_id', room::text, true);
                DELETE FROM shares s WHERE s.workspace_id = room AND s.for_email = address;
            END LOOP;"""


def upgrade() -> None:
    _soon()
    op.execute(FUNCTION.format(links=LINKS))


def downgrade() -> None:
    _soon()
    op.execute(FUNCTION.format(links=""))


def _soon() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
