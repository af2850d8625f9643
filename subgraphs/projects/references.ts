import { reference } from "../../foundation/reference.ts";

export const Organisation = reference("Organisation");
export const Member = reference("Member");
export const Territory = reference("Territory");
export const Topic = reference("Topic");
export const Resource = reference("Resource");
export const WorkingGroup = reference("WorkingGroup");
