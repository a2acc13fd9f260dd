module {
  func.func public @main(%input0: tensor<7x3x2xf32>, %input1: tensor<7x4x3xf32>, %input2: tensor<2x5x4x3xf32>, %input3: tensor<3x2x3x6xf32>) -> (tensor<7x2x4xf32>, tensor<2x2x5x6xf32>, tensor<2x5x4x3xf32>, tensor<3x2x3x6xf32>) {
    %0 = stablehlo.dot_general %input0, %input1, batching_dims = [0] x [0], contracting_dims = [1] x [2], precision = [HIGHEST, HIGHEST] : (tensor<7x3x2xf32>, tensor<7x4x3xf32>) -> tensor<7x2x4xf32>
    %1 = stablehlo.convolution(%input2, %input3) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 1], pad = [[1, 0], [0, 2]], lhs_dilate = [1, 1], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x5x4x3xf32>, tensor<3x2x3x6xf32>) -> tensor<2x2x5x6xf32>
    %2 = stablehlo.reverse %input3, dims = [0, 1] : tensor<3x2x3x6xf32>
    %3 = stablehlo.convolution(%1, %2) dim_numbers = [b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f], window = {stride = [1, 1], pad = [[1, 3], [1, -1]], lhs_dilate = [2, 1], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x2x5x6xf32>, tensor<3x2x3x6xf32>) -> tensor<2x5x4x3xf32>
    %4 = stablehlo.convolution(%input2, %1) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[1, -1], [0, 2]], lhs_dilate = [1, 1], rhs_dilate = [2, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]} : (tensor<2x5x4x3xf32>, tensor<2x2x5x6xf32>) -> tensor<3x2x3x6xf32>
    return %0, %1, %3, %4 : tensor<7x2x4xf32>, tensor<2x2x5x6xf32>, tensor<2x5x4x3xf32>, tensor<3x2x3x6xf32>
  }
}
