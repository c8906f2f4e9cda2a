import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../../api/queries/people";
import { useSlug } from "../../lib/view";
import { MenuItem, MenuLabel, MenuLine, MenuLink } from "../../ui/menu";

/** The person's workspaces, and the way out, in the header's menu. Each opens as a page of its own: nothing read in one shows in another. */
export function WorkspaceMenu({ onNew, onSignOut }: { onNew: () => void; onSignOut: () => void }) {
  const slug = useSlug();
  const workspaces = useQuery(meQuery).data?.workspaces ?? [];
  return (
    <>
      <MenuLine />
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((one) => (
        <MenuLink key={one.id} href={`/w/${one.slug}`} current={one.slug === slug}>
          {one.name}
        </MenuLink>
      ))}
      <MenuItem icon="plus" onSelect={onNew}>
        New workspace
      </MenuItem>
      <MenuLine />
      <MenuItem icon="signOut" onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </>
  );
}
