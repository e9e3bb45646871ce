"""The district's profile: who it is, its people, schools, activities, funding, innovations."""
