import { reference } from "../../foundation/reference.ts";

export const Organisation = reference("Organisation");
export const Member = reference("Member");
export const Territory = reference("Territory");
export const Topic = reference("Topic");
export const Project = reference("Project");
export const Practice = reference("Practice");
export const Workshop = reference("Workshop");
export const Series = reference("Series");
export const WorkingGroup = reference("WorkingGroup");
